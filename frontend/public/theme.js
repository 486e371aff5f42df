// Runs before the first paint, so that a reader who chose a theme never sees the other one flash.
try {
  var chosen = JSON.parse(localStorage.getItem("sanad.preferences") || "{}").theme;
  if (chosen === "light" || chosen === "dark") document.documentElement.setAttribute("data-theme", chosen);
} catch (refused) {
  // Storage is blocked: the system's theme holds.
}
