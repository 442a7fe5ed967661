// Every text that is seen, with the contrast of its colour to what is behind it (WCAG 2.2, 1.4.3).
() => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((c) => {
      const part = c / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    const opacity = channels(colour)[3] ?? 1;
    if (opacity === 1) return colour;
    if (opacity > 0) throw new Error(`half transparent: ${element.outerHTML}`);
    return behind(element.parentElement);
  };
  const contrast = (colour, background) => {
    const [dark, bright] = [light(colour), light(background)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest(".unseen, script, style") || !element.checkVisibility()) continue;
    found.push([text, contrast(getComputedStyle(element).color, behind(element))]);
  }
  for (const input of document.querySelectorAll("input")) {
    for (const part of [null, "::placeholder"]) {
      found.push([`input${part ?? ""}`, contrast(getComputedStyle(input, part).color, behind(input))]);
    }
  }
  return found;
}
