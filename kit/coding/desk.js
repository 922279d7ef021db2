// The desk of kit.code. Everything from the sheet becomes text, never HTML.
function made(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function render({ model, el }) {
  const root = made("div", "kit-desk");
  root.tabIndex = 0;
  root.setAttribute("role", "form");
  root.setAttribute("aria-label", "Coding");
  // JupyterLab's own keys would make headings of the cell.
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  el.append(root);

  const send = (message) => model.send(message);
  const note = () => root.querySelector(".kit-note")?.value || null;
  const answer = (label) => send({ do: "answer", unit: model.get("state").unit, label, note: note() });

  function draw() {
    const state = model.get("state");
    const held = root.contains(document.activeElement);
    const progress = made("progress");
    progress.max = state.total;
    progress.value = state.coded;
    progress.setAttribute("aria-label", "Units coded");
    const top = made("p", "kit-progress", `${state.coded} of ${state.total} coded; unit ${state.at}`);
    top.append(progress);

    const origin = [state.source, state.published].filter(Boolean).join(", ");
    const passage = made("p", "kit-passage");
    passage.dir = "auto";
    passage.append(state.before || "", made("b", "", state.words || ""), state.after || "");

    const answers = made("div", "kit-answers");
    for (const { label, meaning, key } of state.answers) {
      const button = made("button");
      button.type = "button";
      if (key) button.append(made("kbd", "", key), " ");
      button.append(made("span", "kit-label", label));
      if (meaning && meaning !== label) button.append(made("small", "", ` ${meaning}`));
      button.setAttribute("aria-pressed", String(state.label === label));
      button.onclick = () => answer(label);
      answers.append(button);
    }
    if (state.names) {
      const name = made("input", "kit-name");
      name.placeholder = "a name, then Enter";
      name.setAttribute("aria-label", "Name");
      if (state.label && !state.answers.some(({ label }) => label === state.label)) name.value = state.label;
      answers.append(name);
    }
    const remark = made("input", "kit-note");
    remark.placeholder = "a note, kept with the answer";
    remark.setAttribute("aria-label", "Note");
    remark.value = state.note || "";

    const ways = made("div", "kit-ways");
    for (const [word, wish] of [["← back", "back"], ["next →", "next"], ["next without an answer", "open"]]) {
      const button = made("button", "", word);
      button.type = "button";
      button.onclick = () => send({ do: wish });
      ways.append(button);
    }
    const message = made("p", "kit-message", state.message);
    message.setAttribute("role", "status");
    root.dataset.unit = state.unit;
    root.replaceChildren(top, made("p", "kit-origin", origin), passage, made("p", "kit-question", state.question));
    root.append(answers, remark, ways, message);
    if (held) root.focus({ preventScroll: true });
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    const field = event.target.tagName === "INPUT";
    if (field) {
      const typed = event.target.classList.contains("kit-name") && event.target.value.trim();
      if (event.key === "Enter" && typed && !event.repeat && !event.isComposing) answer(typed);
      if (event.key === "Escape") root.focus();
      return;
    }
    const way = { ArrowLeft: "back", Backspace: "back", ArrowRight: "next" }[event.key];
    const chosen = model.get("state").answers.find(({ key }) => key && key === event.key);
    if (!way && !chosen) return;
    event.preventDefault();
    if (event.repeat) return; // a key held down answers one unit
    if (way) send({ do: way });
    else answer(chosen.label);
  });
  // The notebook takes the focus for the cell when its output is clicked on.
  root.addEventListener("click", (event) => {
    if (event.target.tagName !== "INPUT") root.focus({ preventScroll: true });
  });
  model.on("change:state", draw);
  draw();
  return () => model.off("change:state", draw);
}

export default { render };
