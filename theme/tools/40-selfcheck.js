// A self-check sheet: choose categories, tick, note, count, take away. Kept on this device alone.
(function () {
  "use strict";
  const YES = "有";
  const ANSWERS = ["没有", YES, "不涉及"];
  const OPEN = "未填";

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function stored(key) {
    try {
      const found = JSON.parse(localStorage.getItem(key));
      return found && typeof found === "object" ? found : {};
    } catch (error) { return {}; }
  }

  function start(form) {
    const key = "xuncha-selfcheck/" + form.dataset.key;
    const kept = stored(key);
    const state = { answers: kept.answers || {}, notes: kept.notes || {}, parts: kept.parts || {} };
    const tally = new Map();
    const todo = make("ul", "next");
    const sum = make("p", "asof");
    const bar = make("p", "sc-bar");
    const size = document.getElementById("_size");
    const printed = document.getElementById("_printed");
    const parts = [...form.querySelectorAll(".sc-part")].map((section) => ({
      section,
      title: section.dataset.title,
      questions: [...section.querySelectorAll(".q")].map((item) => ({
        item,
        id: item.id,
        title: item.querySelector("legend").lastChild.textContent,
        radios: [...item.querySelectorAll("input")],
        printed: item.querySelector(".note-p"),
      })),
      jump: document.querySelector(".sc-jump a[href='#" + section.getAttribute("aria-labelledby") + "']").parentNode,
    }));

    function save() {
      try { localStorage.setItem(key, JSON.stringify(state)); } catch (error) {
        sum.textContent = "浏览器不让保存，关掉这一页就没有了；请先存成表格。";
      }
    }

    const isChosen = (part) => (part.title in state.parts ? state.parts[part.title] : !!part.section.dataset.chosen || none);
    const none = parts.every((part) => !part.section.dataset.chosen);

    function note(question) {
      const box = make("div", "note");
      const label = make("label", "note-l", "情况和打算");
      const area = make("textarea");
      area.id = "_n-" + question.id;
      area.rows = 2;
      area.maxLength = 2000;
      area.value = state.notes[question.id] || "";
      label.htmlFor = area.id;
      area.addEventListener("input", () => {
        state.notes[question.id] = area.value;
        question.printed.textContent = area.value;
        save();
      });
      box.append(label, area);
      return box;
    }

    function fitNote(question) {
      const wanted = state.answers[question.id] === YES;
      const box = question.item.querySelector(".note");
      if (wanted && !box) question.item.querySelector("fieldset").append(note(question));
      if (!wanted && box) box.remove();
      question.printed.textContent = wanted ? state.notes[question.id] || "" : "";
    }

    function count() {
      const counts = new Map([...ANSWERS, OPEN].map((word) => [word, 0]));
      todo.textContent = "";
      let all = 0;
      parts.filter(isChosen).forEach((part) => part.questions.forEach((question) => {
        const answer = state.answers[question.id] || OPEN;
        counts.set(answer, counts.get(answer) + 1);
        all += 1;
        if (answer !== YES) return;
        const item = make("li");
        const link = make("a", "", question.title);
        link.href = "#" + question.id;
        item.append(link);
        todo.append(item);
      }));
      counts.forEach((number, word) => { tally.get(word).textContent = number; });
      sum.textContent = [...counts.values()].join(" + ") + " = " + all + " 条";
      // A sheet that nobody has begun is printed to be filled in by hand.
      const begun = counts.get(OPEN) < all;
      const told = [...counts].map(([word, number]) => word + " " + (begun ? number : "　　") + " 条").join("，");
      printed.textContent = "对照 " + all + " 条：" + told;
      bar.firstChild.textContent = [...counts].map(([word, number]) => word + " " + number).join(" · ");
      size.textContent = parts.filter(isChosen).length + " 类，" + all + " 条";
      todo.previousSibling.hidden = !todo.children.length;
    }

    function fit() {
      parts.forEach((part) => {
        part.section.hidden = part.jump.hidden = !isChosen(part);
        part.questions.forEach((question) => {
          question.radios.forEach((radio) => { radio.checked = radio.value === state.answers[question.id]; });
          fitNote(question);
        });
      });
      count();
    }

    function chooser() {
      const set = make("fieldset", "sc-choose");
      set.append(make("legend", "", "对照哪几类"));
      parts.forEach((part) => {
        const label = make("label", "opt");
        const box = make("input");
        box.type = "checkbox";
        box.checked = isChosen(part);
        box.addEventListener("change", () => { state.parts[part.title] = box.checked; save(); fit(); });
        label.append(box, make("span", "", part.title), make("span", "n", String(part.questions.length)));
        set.append(label);
      });
      const line = make("p");
      [["全选", true], ["全不选", false]].forEach(([words, chosen]) => {
        const button = make("button", "clear", words);
        button.type = "button";
        button.addEventListener("click", () => {
          parts.forEach((part) => { state.parts[part.title] = chosen; });
          set.querySelectorAll("input").forEach((box) => { box.checked = chosen; });
          save();
          fit();
        });
        line.append(button);
      });
      set.append(line);
      return set;
    }

    function take() {
      const lines = [["类别", "编号", "具体表现", "结果", "情况和打算"]];
      parts.filter(isChosen).forEach((part) => part.questions.forEach((question) => {
        const answer = state.answers[question.id] || OPEN;
        lines.push([part.title, question.id, question.title, answer, answer === YES ? state.notes[question.id] || "" : ""]);
      }));
      window.xunchaFiles.save(form.dataset.name + ".csv", window.xunchaFiles.csv(lines));
    }

    function clear() {
      if (!confirm("清空这张表的全部勾选和填写？清空后不能恢复。")) return;
      state.answers = {};
      state.notes = {};
      save();
      fit();
    }

    function side() {
      const aside = make("aside", "sc-side");
      const list = make("dl", "tally");
      const acts = make("p", "acts");
      aside.setAttribute("aria-label", "填写结果");
      aside.id = "_result";
      [...ANSWERS, OPEN].forEach((word) => {
        const pair = make("div");
        const number = make("dd");
        tally.set(word, number);
        pair.append(make("dt", "", word), number);
        list.append(pair);
      });
      [["存成表格（CSV）", take], ["打印", () => print()], ["清空", clear]].forEach(([words, work]) => {
        const button = make("button", "act act-s", words);
        button.type = "button";
        button.addEventListener("click", work);
        acts.append(button);
      });
      aside.append(make("h2", "", "填写结果"), list, sum, make("h3", "", "“有”的几条"), todo, acts, chooser());
      return aside;
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      if (event.target.type !== "radio") return;
      state.answers[event.target.name] = event.target.value;
      save();
      const question = parts.flatMap((part) => part.questions).find((q) => q.id === event.target.name);
      fitNote(question);
      count();
    });
    const up = make("a", "", "看结果");
    up.href = "#_result";
    bar.append(make("span"), up);
    form.append(side(), bar);
    fit();
  }

  document.querySelectorAll("form.sc-grid").forEach(start);
})();
