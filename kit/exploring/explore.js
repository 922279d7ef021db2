// The explorer of kit.explore. Everything from articles becomes text; the article itself is HTML that the kit has drawn.
function made(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function labelled(word, field) {
  const label = made("label", "", `${word} `);
  label.append(field);
  return label;
}

const COLUMNS = [["date", "date"], ["outlet", "source"], ["actor", "actor"], ["voice", "voice"], ["type", "type"], ["", "words"]];

const PATIENCE = 5000; // milliseconds

function render({ model, el }) {
  // By these classes no front end typesets "$9 … $3" as a formula.
  const root = made("div", "kit-explore tex2jax_ignore mathjax_ignore");
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  const filters = made("div", "kit-filters");
  const status = made("p", "kit-status");
  status.setAttribute("role", "status");
  const table = made("div", "kit-rows");
  const pages = made("div", "kit-pages");
  const figure = made("figure", "kit-figure");
  const article = made("div", "kit-article");
  root.append(filters, status, table, pages, article, figure);
  el.append(root);
  let waiting;
  // A notebook that was saved may be shown without its kernel, and then nobody answers.
  function send(message) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      status.textContent = "No answer from the kernel yet; if it has ended, run this cell again.";
      status.classList.add("kit-error");
    }, PATIENCE);
    model.send(message);
  }
  const fields = {};
  let open = "";

  function button(word, wish, name) {
    const node = made("button", name || "", word);
    node.type = "button";
    node.onclick = () => (typeof wish === "function" ? wish() : send(wish));
    return node;
  }

  function choice(values, chosen, any) {
    const node = made("select");
    if (any) node.append(new Option(any, ""));
    for (const value of values) node.append(new Option(value, value));
    node.value = chosen;
    return node;
  }

  const ask = () =>
    send({ do: "filter", filter: Object.fromEntries(Object.entries(fields).map(([name, node]) => [name, node.value])) });

  function drawFilters(state) {
    const held = Object.keys(fields).find((name) => fields[name] === document.activeElement);
    const kind = choice(state.kinds, state.of);
    kind.onchange = () => send({ do: "kind", of: kind.value });
    const names = made("datalist");
    names.id = `kit-names-${Math.random().toString(36).slice(2)}`;
    for (const name of state.offers.actor) names.append(new Option(name));
    fields.actor = made("input");
    fields.actor.setAttribute("list", names.id);
    fields.source = choice(state.offers.source, state.filter.source, "any outlet");
    fields.since = made("input");
    fields.until = made("input");
    fields.since.placeholder = fields.until.placeholder = "2024-10";
    fields.voice = choice(state.offers.voice, state.filter.voice, "any voice");
    fields.type = choice(state.offers.type, state.filter.type, "any type");
    fields.words = made("input");
    for (const [name, node] of Object.entries(fields)) {
      node.classList.add(`kit-${name}`);
      node.value = state.filter[name];
      node.onchange = ask;
    }
    const words = { source: "outlet", words: "with the words" };
    const parts = Object.entries(fields).map(([name, node]) => labelled(words[name] || name, node));
    filters.replaceChildren(labelled("show", kind), ...parts, names, button("all", () => {
      for (const node of Object.values(fields)) node.value = "";
      ask();
    }, "kit-all"));
    if (held) fields[held].focus();
  }

  function drawRows(state) {
    const head = made("tr");
    head.append(made("th", "", "pick"));
    for (const [word] of COLUMNS) {
      const cell = made("th");
      if (word) {
        const sort = button(word + (state.order === word ? (state.falling ? " ↓" : " ↑") : ""), { do: "order", by: word });
        cell.append(sort);
      } else cell.textContent = "words";
      head.append(cell);
    }
    const body = made("tbody");
    state.rows.forEach((row, number) => {
      const line = made("tr");
      const pick = made("input", "kit-pick");
      pick.type = "checkbox";
      pick.checked = row.picked;
      pick.setAttribute("aria-label", `pick row ${number + 1}`);
      pick.onchange = () => send({ do: "pick", row: number, on: pick.checked });
      const first = made("td");
      first.append(pick);
      line.append(first);
      for (const [, name] of COLUMNS) {
        const cell = made("td", `kit-of-${name}`);
        cell.dir = "auto";
        if (name === "words") cell.append(button(row.words, { do: "open", row: number }, "kit-words"));
        else cell.textContent = row[name];
        line.append(cell);
      }
      body.append(line);
    });
    const whole = made("table");
    const top = made("thead");
    top.append(head);
    whole.append(top, body);
    table.replaceChildren(whole);
  }

  function drawPages(state) {
    const back = button("← back", { do: "page", to: state.page - 1 });
    const next = button("next →", { do: "page", to: state.page + 1 }, "kit-next");
    back.disabled = state.page === 0;
    next.disabled = state.page + 1 >= state.pages;
    pages.replaceChildren(back, made("span", "kit-page", `page ${state.page + 1} of ${state.pages}`), next);
    pages.append(button("pick this page", { do: "pick page" }), button("pick none", { do: "pick none" }));
    const way = choice(state.ways, state.along);
    way.onchange = () => send({ do: "along", along: way.value });
    pages.append(labelled("figure by", way));
  }

  function drawArticle(state) {
    const one = state.opened;
    const key = one ? `${state.of} ${one.article} ${one.number}` : "";
    if (key === open) return;
    open = key;
    if (!one) return article.replaceChildren();
    const wrong = made("div", "kit-wrong");
    wrong.append(made("span", "", "What is wrong here?"));
    if (one.says.includes("no quote")) wrong.append(button("no quote", { do: "correct", what: "no quote" }));
    if (one.says.includes("speaker")) {
      const name = made("input", "kit-speaker");
      name.placeholder = "who says it, then Enter";
      name.setAttribute("aria-label", "Who says it");
      name.onkeydown = (event) => {
        if (event.key === "Enter" && name.value.trim()) send({ do: "correct", what: "speaker", value: name.value });
      };
      wrong.append(name);
    }
    if (one.says.includes("label"))
      for (const label of one.labels) wrong.append(button(label, { do: "correct", what: "label", value: label }));
    wrong.append(button("close", { do: "close" }));
    const text = made("div", "kit-text-of-article");
    text.innerHTML = one.html;
    article.replaceChildren(wrong, text);
    const place = text.querySelector(`[id="${one.anchor}"]`) || text.querySelector(`[id="q${one.number}"]`);
    if (place) {
      place.classList.add("kit-here");
      text.scrollTop += place.getBoundingClientRect().top - text.getBoundingClientRect().top - 60;
    }
    article.scrollIntoView({ block: "nearest" });
  }

  function draw() {
    clearTimeout(waiting);
    const state = model.get("state");
    drawFilters(state);
    const picked = state.picked ? `; ${state.picked} picked, in .table` : "; all of them in .table";
    status.textContent = state.message || `${state.total.toLocaleString("en")} ${state.of}${picked}`;
    status.classList.toggle("kit-error", Boolean(state.message));
    drawRows(state);
    drawPages(state);
    drawArticle(state);
  }

  function drawFigure() {
    const { src, alt } = model.get("figure");
    const picture = made("img");
    picture.src = src;
    picture.alt = alt;
    figure.replaceChildren(src ? picture : made("p", "", alt));
  }

  // The notebook's own keys would else act on the cell while somebody types.
  root.addEventListener("keydown", (event) => event.stopPropagation());
  model.on("change:state", draw);
  model.on("change:figure", drawFigure);
  draw();
  drawFigure();
  return () => {
    clearTimeout(waiting);
    model.off("change:state", draw);
    model.off("change:figure", drawFigure);
  };
}

export default { render };
