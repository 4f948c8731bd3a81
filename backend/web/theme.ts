// Loaded before anything is painted, so that a chosen theme never flashes.
try {
  const theme = localStorage.getItem("toktok.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's preference holds.
}
