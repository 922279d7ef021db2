// The theme wraps tables and adds buttons as the page opens; what it adds gets names, and what scrolls can be reached by key.
const SCROLLS = ".md-typeset__scrollwrap, .highlight-ipynb, .jp-MarkdownOutput pre, .md-typeset pre > code, .jp-OutputArea-output pre, .jp-OutputArea-output";

function reachable() {
  document.querySelectorAll(SCROLLS).forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });
  document.querySelectorAll(".md-code__nav").forEach((nav, at) => nav.setAttribute("aria-label", `Code ${at + 1}`));
}

new MutationObserver(reachable).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", reachable);
reachable();
