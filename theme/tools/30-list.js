// Narrows a list over its whole type. The state is in the address; the columns come on first use.
(function () {
  "use strict";
  const SHOWN = 50;
  const FEW = 10;
  const OPEN = "筛选";
  const { parse, format, numbers, select } = window.xunchaFacets;

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function hash() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (error) { return ""; }
  }

  function start(box) {
    const page = document.querySelector(".list-static");
    const place = make("div", "list-place");
    const root = box.dataset.root;
    let data = null;
    let panel = null;
    let shown = SHOWN;

    function load(then) {
      if (data) { then(); return; }
      place.textContent = "";
      place.setAttribute("aria-busy", "true");
      place.append(make("p", "res-wait", "正在读取全部条目……"));
      const script = make("script");
      window.xunchaColumns = (found) => { data = found; };
      script.src = box.dataset.columns;
      script.onload = () => { place.removeAttribute("aria-busy"); build(); then(); };
      script.onerror = () => {
        place.removeAttribute("aria-busy");
        place.textContent = "";
        const again = make("button", "act", "再试一次");
        again.type = "button";
        again.addEventListener("click", () => load(then));
        place.append(make("p", "res-wait", "没有读到筛选用的文件，可能是网络断了，或者文件没有拷全。"), again);
      };
      document.head.append(script);
    }

    function go(chosen) {
      location.hash = format(chosen) || OPEN;
    }

    function toggle(label, value) {
      const chosen = parse(location.hash);
      const values = chosen.get(label) || new Set();
      if (!values.delete(value)) values.add(value);
      if (values.size) chosen.set(label, values); else chosen.delete(label);
      go(chosen);
    }

    function option(column, index, number) {
      const label = make("label", "opt");
      const input = make("input");
      const [value, name] = column.values[number];
      input.type = "checkbox";
      input.addEventListener("change", () => toggle(column.label, value));
      label.append(input, make("span", "", name), make("span", "n"));
      panel.options.push({ index, number, input, label });
      return label;
    }

    function facet(column, index) {
      const set = make("fieldset", "facet");
      set.append(make("legend", "", column.name || column.label));
      column.values.slice(0, FEW).forEach((_, number) => set.append(option(column, index, number)));
      if (column.values.length > FEW) {
        const more = make("details", "facet-more");
        more.append(make("summary", "", "其余 " + (column.values.length - FEW) + " 项"));
        column.values.slice(FEW).forEach((_, at) => more.append(option(column, index, at + FEW)));
        set.append(more);
      }
      return set;
    }

    function build() {
      place.textContent = "";
      const grid = make("div", "list-grid");
      const aside = make("aside", "facets");
      const details = make("details", "facet-box");
      const summary = make("summary", "", OPEN);
      const results = make("section", "res");
      aside.setAttribute("aria-label", "筛选条件");
      results.setAttribute("aria-label", "筛选结果");
      panel = { options: [], count: make("span", "n"), results, close: make("button", "act act-s", "退出筛选") };
      panel.close.type = "button";
      panel.close.addEventListener("click", () => { location.hash = "全部"; });
      summary.append(panel.count);
      details.open = matchMedia("(min-width: 60rem)").matches;
      details.append(summary);
      data.columns.forEach((column, index) => {
        if (column.values && column.values.length) details.append(facet(column, index));
      });
      aside.append(details);
      grid.append(aside, results);
      place.append(grid);
    }

    function fitPanel(wanted, counts) {
      let chosen = 0;
      panel.options.forEach(({ index, number, input, label }) => {
        const count = counts[index][number];
        input.checked = wanted.has(index) && wanted.get(index).has(number);
        input.disabled = !count && !input.checked;
        label.lastChild.textContent = count;
        chosen += input.checked ? 1 : 0;
      });
      panel.count.textContent = chosen ? "已选 " + chosen + " 项" : "";
    }

    function chips(wanted) {
      const list = make("ul", "picked");
      list.setAttribute("aria-label", "已选条件");
      wanted.forEach((values, index) => values.forEach((number) => {
        const column = data.columns[index];
        const [value, name] = column.values[number];
        const button = make("button", "chip chip-x", (column.name || column.label) + "：" + name);
        const cross = make("span", "", "×");
        button.type = "button";
        cross.setAttribute("aria-hidden", "true");
        button.append(cross, make("span", "vh", "，移除"));
        button.addEventListener("click", () => {
          const chosen = parse(location.hash);
          [value, name].forEach((text) => chosen.get(column.label).delete(text));
          if (!chosen.get(column.label).size) chosen.delete(column.label);
          go(chosen);
        });
        const item = make("li");
        item.append(button);
        list.append(item);
      }));
      if (list.children.length > 1) {
        const all = make("button", "clear", "全部清除");
        const item = make("li");
        all.type = "button";
        all.addEventListener("click", () => go(new Map()));
        item.append(all);
        list.append(item);
      }
      return list;
    }

    // A state is drawn by the page's own templates: shape, word and colour.
    function note(word) {
      const drawn = [...box.querySelectorAll("template")].find((t) => t.dataset.word === word);
      return drawn ? drawn.content.cloneNode(true) : make("span", "badge", word);
    }

    function texts(row, index) {
      const column = data.columns[index];
      return column.values ? row[6][index].map((value) => column.values[value][1]) : [row[6][index]];
    }

    // 2024-05 → 2024年5月, as in the lists without script; a row has several dates, so it says which.
    function listed(column, text) {
      if (!column.day) return box.dataset.parts ? column.label + "：" + text : text;
      const day = text.split("-").map((part, at) => Number(part) + "年月日"[at]).join("");
      return box.dataset.parts ? column.label + " " + day : day;
    }

    function why(row, wanted) {
      const parts = [...wanted].map(([index, values]) => (data.columns[index].name || data.columns[index].label) + " "
        + row[6][index].filter((v) => values.has(v)).map((v) => data.columns[index].values[v][1]).join("、"));
      const line = make("p", "why");
      line.append(make("b", "", "符合"), parts.join("；"));
      return line;
    }

    function item(row, wanted) {
      const [id, address, title, under, notes, gone] = row;
      const entry = make("li", gone ? "item is-void" : "item");
      const top = make("div", "item-top");
      const head = make("h3");
      const link = make("a", "", title);
      (gone ? ["已撤回"] : notes).forEach((word) => top.append(note(word)));
      if (box.dataset.parts) top.append(make("span", "id num", id));
      link.href = root + address;
      head.append(link);
      entry.append(top, head);
      if (under) entry.append(make("p", "", under));
      const meta = make("p", "meta");
      data.columns.forEach((column, index) => {
        if (column.listed) texts(row, index).filter(Boolean).forEach((text) => meta.append(make("span", "", listed(column, text))));
      });
      entry.append(meta);
      if (wanted.size) entry.append(why(row, wanted));
      return entry;
    }

    function save(hits) {
      const labels = data.columns.map((column) => column.name || column.label);
      const lines = hits.map((row) => [row[0], row[2], row[3],
        ...labels.map((_, index) => texts(row, index).join("；")), row[5] ? "已撤回" : "现用", row[1]]);
      const head = ["编号", box.dataset.parts ? "内容" : "标题", data.under, ...labels, "记录状态", "地址"];
      window.xunchaFiles.save(box.dataset.name + "（筛选 " + hits.length + data.counter + "）.csv",
        window.xunchaFiles.csv([head, ...lines]));
    }

    function heading(hits) {
      const head = make("div", "res-head");
      const count = make("h2", "res-n");
      count.setAttribute("aria-live", "polite");
      count.append("符合条件 ", make("b", "", String(hits.length)), " " + data.counter,
        make("span", "", "，共 " + data.rows.length + " " + data.counter));
      const acts = make("p", "res-acts");
      const csv = make("button", "act act-s", "存成表格（CSV）");
      csv.type = "button";
      csv.disabled = !hits.length;
      csv.addEventListener("click", () => save(hits));
      acts.append(csv, panel.close);
      head.append(count, acts);
      return head;
    }

    function more(list, hits, wanted) {
      const button = make("button", "act", "再显示 " + Math.min(SHOWN, hits.length - shown) + " " + data.counter);
      button.type = "button";
      button.addEventListener("click", () => {
        const first = list.children.length;
        hits.slice(shown, shown + SHOWN).forEach((row) => list.append(item(row, wanted)));
        shown += SHOWN;
        list.children[first].querySelector("a").focus();
        button.remove();
        if (hits.length > shown) list.after(more(list, hits, wanted));
      });
      return button;
    }

    function show() {
      const wanted = numbers(data, parse(location.hash));
      const { hits, counts } = select(data, wanted);
      const list = make("ul", "items");
      fitPanel(wanted, counts);
      shown = SHOWN;
      hits.slice(0, SHOWN).forEach((row) => list.append(item(row, wanted)));
      panel.results.textContent = "";
      panel.results.append(heading(hits), chips(wanted), list);
      if (!hits.length) list.replaceWith(make("p", "nil", "没有同时符合这些条件的。去掉一项再看。"));
      if (hits.length > SHOWN) list.after(more(list, hits, wanted));
    }

    function apply() {
      const active = hash() === OPEN || parse(location.hash).size > 0;
      page.hidden = active;
      place.hidden = !active;
      box.hidden = active;
      if (active) load(show);
    }

    const button = make("button", "act", OPEN);
    button.type = "button";
    button.addEventListener("click", () => { location.hash = box.dataset.preset || OPEN; });
    box.prepend(button, make("p", "", box.dataset.about));
    page.after(place);
    addEventListener("hashchange", apply);
    apply();
  }

  document.querySelectorAll(".list-filter").forEach(start);
})();
