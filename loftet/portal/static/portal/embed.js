// For a page that embeds promise cards: each frame becomes as high as its card says. Its address never changes.
"use strict";

(() => {
  const site = new URL(".", document.currentScript.src).href;
  const cards = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(site));

  window.addEventListener("message", ({ data, source }) => {
    const frame = cards().find((each) => each.contentWindow === source);
    if (!frame || data?.type !== "loftet:height" || !Number.isFinite(data.height)) return;
    frame.height = Math.min(Math.max(Math.ceil(data.height), 1), 10_000);
  });
  for (const frame of cards()) frame.contentWindow?.postMessage("loftet:height?", "*");
})();
