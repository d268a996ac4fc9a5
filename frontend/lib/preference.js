const YEAR = 365 * 24 * 60 * 60;

// A cookie, so that the server writes the choice into <html> and nothing flashes.
export function prefer(name, value, usual) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const life = value === usual ? 0 : YEAR;
  document.cookie = `${name}=${value}; Path=/; Max-Age=${life}; SameSite=Lax${secure}`;
  if (value === usual) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
}

export const preferred = (name, usual) => document.documentElement.dataset[name] ?? usual;
