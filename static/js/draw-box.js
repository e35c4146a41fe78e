// Lets a box be drawn on a page: dragged with a mouse or a pen, tapped at two corners on a touch screen.
//
// <div data-draw-box> holds .marked__page; the numbers go into the fields left, top, width, height and part of the form
// on the same page, where they can be typed as well, and what is typed shows on the page at once.
const area = document.querySelector("[data-draw-box]");
const fields = ["left", "top", "width", "height"].map((name) => document.querySelector(`main form [name="${name}"]`));
const part = document.querySelector('main form [name="part"]');

if (area && part && fields.every(Boolean)) {
  const page = area.querySelector(".marked__page");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  drawn.classList.add("marked__new");
  area.querySelector(".marked__boxes").append(drawn);
  let corner = null;

  const percent = (value) => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;
  const pointOf = (event) => {
    const edges = page.getBoundingClientRect();
    return [((event.clientX - edges.left) / edges.width) * 100, ((event.clientY - edges.top) / edges.height) * 100].map(percent);
  };
  const show = () => {
    const numbers = fields.map((field) => Number.parseFloat(field.value));
    const whole = part.value === "own" && numbers.every(Number.isFinite);
    ["x", "y", "width", "height"].forEach((name, place) => drawn.setAttribute(name, whole ? `${numbers[place]}%` : "0"));
  };
  const span = (from, to) => {
    const numbers = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
    fields.forEach((field, place) => (field.value = percent(numbers[place])));
    part.value = "own";
    show();
  };

  page.addEventListener("dragstart", (event) => event.preventDefault());
  page.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    corner = pointOf(event);
    page.setPointerCapture(event.pointerId);
  });
  page.addEventListener("pointermove", (event) => {
    if (corner && event.pointerType !== "touch") span(corner, pointOf(event));
  });
  page.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch") corner = null;
    else if (corner) {
      span(corner, pointOf(event));
      corner = null;
    } else corner = pointOf(event);
  });
  for (const field of [part, ...fields]) field.addEventListener("input", show);
  show();
}
