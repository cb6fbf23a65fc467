// The map of municipalities beside the list: the same links, drawn by their borders.
{
  const box = document.getElementById("map");
  const caption = document.getElementById("map-name");
  const links = new Map([...document.querySelectorAll("a[data-code]")].map((link) => [link.dataset.code, link]));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shapes = [];

  function start() {
    document.querySelector("[data-map-part]").hidden = false;
    const map = L.map(box, {
      keyboard: false, // the arrow keys go between municipalities instead
      zoomControl: false,
      attributionControl: Boolean(box.dataset.tiles),
      zoomSnap: 0.25,
      zoomAnimation: !still,
      fadeAnimation: !still,
      scrollWheelZoom: false,
    });
    L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map);
    const land = L.geoJSON(window.loftetBorders, { style, interactive: false }).addTo(map);
    const published = L.geoJSON(window.loftetBorders, {
      style: { className: "has-promises" },
      filter: (feature) => links.has(feature.id),
      onEachFeature: (feature, layer) => shapes.push({ layer, link: links.get(feature.id) }),
    }).addTo(map);
    map.fitBounds(land.getBounds(), { animate: false });
    box.querySelector("svg").setAttribute("role", "none"); // a picture would hide the links in it
    shapes.forEach(prepare);
    if (shapes.length) shapes[0].element.setAttribute("tabindex", "0");
    published.bringToFront();
  }

  function style() {
    return { className: "border" };
  }

  /** A municipality's shape is a link; one of them at a time is in the order of the Tab key. */
  function prepare(shape) {
    const element = (shape.element = shape.layer.getElement());
    shape.center = shape.layer.getBounds().getCenter();
    element.setAttribute("role", "link");
    element.setAttribute("tabindex", "-1");
    element.setAttribute("aria-label", shape.link.textContent);
    element.addEventListener("focus", () => show(shape));
    element.addEventListener("mouseenter", () => (caption.textContent = shape.link.textContent));
    element.addEventListener("click", () => shape.link.click());
    element.addEventListener("keydown", (event) => press(event, shape));
  }

  function show(shape) {
    for (const each of shapes) each.element.setAttribute("tabindex", each === shape ? "0" : "-1");
    caption.textContent = shape.link.textContent;
  }

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  function press(event, shape) {
    if (event.key === "Enter") shape.link.click();
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    nearest(shape, way)?.element.focus();
  }

  /** The municipality nearest in that direction; what lies far to the side counts as further away. */
  function nearest(from, [east, north]) {
    let best = null;
    for (const shape of shapes) {
      const x = (shape.center.lng - from.center.lng) * Math.cos((from.center.lat * Math.PI) / 180);
      const y = shape.center.lat - from.center.lat;
      const ahead = x * east + y * north;
      const aside = Math.abs(x * north) + Math.abs(y * east);
      if (ahead <= 1e-6) continue;
      const distance = ahead + 2 * aside;
      if (!best || distance < best.distance) best = { shape, distance };
    }
    return best?.shape;
  }

  start();
}
