// The page of results.
(function (search) {
  "use strict";
  const OF_A_KIND = 3;    // hits of each type, while several types are shown
  const AT_ONCE = 10;
  const OPTIONS = 8;      // values of a facet that stand open

  let said, status, results, doors, form;
  let turn = 0;           // the newest query: an older one that comes late is dropped

  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  }

  const empty = (element) => { while (element.firstChild) element.firstChild.remove(); };
  const copy = (state) => ({ ...state, chosen: new Map([...state.chosen].map(([name, values]) => [name, [...values]])) });

  function link(words, state) {
    const element = make("a", "", words);
    element.href = search.hashOf(state);
    return element;
  }

  const asked = (state, q) => link(q, { q, literal: false, chosen: new Map() });

  // The same state with a value of a facet chosen, or no longer chosen.
  function switched(state, name, value, alone) {
    const next = copy(state);
    const values = next.chosen.get(name) || [];
    const rest = values.includes(value) ? values.filter((one) => one !== value) : [...(alone ? [] : values), value];
    if (rest.length) next.chosen.set(name, rest); else next.chosen.delete(name);
    return next;
  }

  function go(state) { location.hash = search.hashOf(state); }

  // --- parts of the page
  function correction(state, found) {
    empty(said);
    if (!found.said || !found.hits.length) return;
    const exact = link("仍搜“" + state.q + "”", { ...copy(state), literal: true });
    said.append(make("p", "dym", make("span", "", "已按 ", make("b", "", found.said.to), " 搜索。", exact)));
  }

  function chip(words, count, state, current) {
    const element = link("", state);
    element.className = "chip";
    element.append(words, make("span", "n", String(count)));
    if (current) {
      element.setAttribute("aria-current", "true");
      element.prepend("✓ ");
    }
    return make("li", "", element);
  }

  function kinds(state, facet, total) {
    const chosen = state.chosen.get(search.TYPE) || [];
    const all = copy(state);
    all.chosen.delete(search.TYPE);
    const list = make("ul", "", chip("全部", total, all, !chosen.length));
    facet.values.forEach(([value, count]) => list.append(chip(value, count, switched(state, search.TYPE, value, true), chosen.includes(value))));
    const label = make("span", "chips-label", search.TYPE);
    label.id = "_kinds";
    list.setAttribute("aria-labelledby", "_kinds");
    const box = make("div", "filters", make("div", "chips", label, list));
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "按类型筛选");
    return box;
  }

  function option(state, name, [value, count]) {
    const input = document.createElement("input");
    input.type = "checkbox";
    input.checked = (state.chosen.get(name) || []).includes(value);
    input.addEventListener("change", () => go(switched(state, name, value)));
    return make("label", "s-opt", input, make("span", "", value), make("span", "n", String(count)));
  }

  function panel(state, facets) {
    const box = make("details", "s-facets", make("summary", "", "筛选"));
    facets.forEach(({ name, values }) => {
      const chosen = state.chosen.get(name) || [];
      const first = values.filter(([value], at) => at < OPTIONS || chosen.includes(value));
      const rest = values.filter((one) => !first.includes(one));
      const group = make("fieldset", "", make("legend", "", name), ...first.map((one) => option(state, name, one)));
      if (rest.length) {
        group.append(make("details", "s-rest", make("summary", "", "其余 " + rest.length + " 项"), ...rest.map((one) => option(state, name, one))));
      }
      box.append(group);
    });
    box.open = matchMedia("(min-width: 60rem)").matches || [...state.chosen.keys()].some((name) => name !== search.TYPE);
    return box;
  }

  function picked(state) {
    const list = make("ul", "s-picked");
    state.chosen.forEach((values, name) => values.forEach((value) => {
      const element = link("", switched(state, name, value));
      element.className = "chip";
      element.append(name + "：" + value, make("span", "n", "×"));
      element.setAttribute("aria-label", "去掉筛选：" + name + " " + value);
      list.append(make("li", "", element));
    }));
    list.append(make("li", "", link("全部清除", { ...state, chosen: new Map() })));
    return list;
  }

  async function hit(one, marks) {
    const [title, address, where, body] = await search.textOf(one.id);
    const anchor = make("a", "");
    anchor.href = address;
    search.marked(anchor, title, marks);
    const why = one.kin ? ["同类"] : [];   // it holds none of the words
    const notes = make("p", "where", ...[...why, ...where].map((note) => make("span", "", note)));
    const item = make("li", "hit", make("h3", "", anchor), search.passage(make("p", "snip"), body, marks), notes);
    item.dataset.address = address;
    return item;
  }

  async function group(kind, hits, size, found, state, many) {
    const head = make("h2", "", kind, make("span", "n", String(hits.length)));
    const list = make("ol", "");
    const section = make("section", "grp-hits", make("div", "grp-head", head), list);
    head.id = "_k" + search.normalised(kind).split("").map((sign) => sign.charCodeAt(0).toString(16)).join("");
    section.setAttribute("aria-labelledby", head.id);
    let shown = 0;
    async function more(count) {
      const next = hits.slice(shown, shown + count);
      shown += next.length;
      list.append(...await Promise.all(next.map((one) => hit(one, found.marks))));
    }
    await more(size);
    if (many && hits.length > shown) section.firstChild.append(link("这一类的 " + hits.length + " 条", switched(state, search.TYPE, kind, true)));
    if (!many && hits.length > shown) {
      const button = make("button", "s-more", "再看 " + Math.min(AT_ONCE, hits.length - shown) + " 条");
      button.type = "button";
      button.addEventListener("click", async () => {
        const first = list.children.length;
        await more(AT_ONCE);
        search.keep({ shown });
        if (shown >= hits.length) button.remove();
        else button.textContent = "再看 " + Math.min(AT_ONCE, hits.length - shown) + " 条";
        list.children[first].querySelector("a").focus();
      });
      section.append(button);
    }
    return section;
  }

  async function grouped(state, found, hits, size) {
    const groups = new Map();
    hits.forEach((one) => {
      const kind = search.kindOf(one.id);
      groups.set(kind, [...(groups.get(kind) || []), one]);
    });
    const many = groups.size > 1;
    return Promise.all([...groups].map(([kind, own]) => group(kind, own, many ? OF_A_KIND : size, found, state, many)));
  }

  // Even a query that fits nowhere as a whole finds what fits in part: here no word of it occurs.
  function nothing(state, hits) {
    const ways = hits.length
      ? [["去掉筛选，看", link("全部 " + hits.length + " 条", { ...state, chosen: new Map() }), "。"]]
      : [["换个说法，或者只打其中一个词。"], ["打拼音或者声母也行，如 xiaojinku、xjk。"], ["条款打“第八条”“第8条”都行，条目可以打编号。"]];
    const tries = make("ol", "s-tries", ...ways.map((words) => make("li", "", make("p", "", ...words))));
    const head = make("h2", "h2", "可以这样再试");
    head.id = "_try";
    const section = make("section", "s-none", head, tries);
    section.setAttribute("aria-labelledby", "_try");
    return section;
  }

  function before() {
    const queries = search.recent();
    if (!queries.length) return [];
    const list = make("ul", "s-picked", ...queries.map((q) => {
      const element = asked(null, q);
      element.className = "chip";
      return make("li", "", element);
    }));
    const button = make("button", "s-forget", "清除");
    button.type = "button";
    const head = make("h2", "h2", "最近搜过");
    head.id = "_recent";
    const section = make("section", "s-none", head, list, make("p", "asof", "只存在本机。", button));
    button.addEventListener("click", () => { search.forget(); section.remove(); });
    section.setAttribute("aria-labelledby", "_recent");
    return [section];
  }

  function sentence(state, hits, shown) {
    empty(status);
    delete status.dataset.q;
    if (!shown.length) {
      status.append("没有找到“", make("b", "", state.q), "”");
      if (hits.length) status.append("，去掉筛选有 " + hits.length + " 条");
      return;
    }
    const kindCount = new Set(shown.map((one) => search.kindOf(one.id))).size;
    status.dataset.q = state.q;   // printed, where there is no box
    status.append("共 ", make("b", "", String(shown.length)), " 条结果" + (kindCount > 1 ? "，分在 " + kindCount + " 类" : ""));
  }

  function fault(state, error) {
    empty(status);
    status.append("没有读到搜索用的文件（" + error.message + "），请检查网络，或者把整个网站文件夹拷全。");
    const button = make("button", "s-more", "再试一次");
    button.type = "button";
    button.addEventListener("click", () => render());
    empty(results);
    results.append(button);
    doors.hidden = false;
  }

  async function render() {
    const state = search.stateOf(location.hash);
    const mine = turn += 1;
    const current = () => mine === turn;
    // What was typed before the script came stays.
    if (state.q || document.activeElement !== form.elements.q) form.elements.q.value = state.q;
    document.title = document.title.replace(/^.*?( · )/, (_, gap) => (state.q ? "“" + state.q.slice(0, 40) + "”的搜索结果" : "搜索") + gap);
    if (!search.runs(state.q).length) {
      [said, status, results].forEach(empty);
      if (state.q) status.append("没有可以查的字，请打汉字、字母或者数字。");
      results.append(...before());
      doors.hidden = false;
      results.dataset.answered = location.hash;
      return;
    }
    results.setAttribute("aria-busy", "true");
    if (!results.firstChild) status.textContent = "正在查找……";
    try {
      const kept = history.state || {};
      const found = await search.find(state.q, state.literal);
      if (!current()) return;
      const shown = found.hits.filter((one) => search.passes(one.id, state.chosen));
      const facets = search.counts(found.hits, state.chosen);
      const parts = shown.length ? await grouped(state, found, shown, Math.max(AT_ONCE, kept.shown || 0)) : [nothing(state, found.hits), ...before()];
      if (!current()) return;
      lay(state, found, shown, facets, parts);
      scrollTo(0, kept.y || 0);
      if (shown.length) search.remember(state.q);
      results.dataset.answered = location.hash;
    } catch (error) {
      if (current()) fault(state, error);
    } finally {
      if (current()) results.removeAttribute("aria-busy");
    }
  }

  function lay(state, found, shown, facets, parts) {
    const focused = document.activeElement && results.contains(document.activeElement);
    correction(state, found);
    empty(results);
    const kind = facets.find((facet) => facet.name === search.TYPE);
    const others = facets.filter((facet) => facet !== kind);
    if (kind) results.append(kinds(state, kind, found.hits.filter((one) => search.passes(one.id, state.chosen, search.TYPE)).length));
    const main = make("div", "s-main");
    if (state.chosen.size) main.append(picked(state));
    main.append(...parts);
    results.append(others.length ? make("div", "s-grid", panel(state, others), main) : main);
    doors.hidden = shown.length > 0;
    sentence(state, found.hits, shown);
    // The control that had the focus is another element now.
    if (focused) { status.tabIndex = -1; status.focus({ preventScroll: true }); }
  }

  search.keep = (more) => history.replaceState({ ...(history.state || {}), ...more }, "");

  function beginPage(box) {
    form = box;
    [said, status, results, doors] = ["_said", "_status", "_results", "_doors"].map((id) => document.getElementById(id));
    history.scrollRestoration = "manual";
    // A query that came before the script did, from a plain form.
    const early = new URLSearchParams(location.search).get("q");
    if (early && !location.hash) {
      history.replaceState(null, "", location.pathname + search.hashOf({ q: early, literal: false, chosen: new Map() }));
    }
    let soon = 0;
    addEventListener("scroll", () => { clearTimeout(soon); soon = setTimeout(() => search.keep({ y: scrollY }), 100); }, { passive: true });
    addEventListener("hashchange", () => render());
    render();
  }

  Object.assign(search, { make, empty, beginPage });
})(window.xunchaSearch);
