export const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

// Links with data-turbo-method become forms that carry no field for the token.
export function withToken() {
  document.addEventListener("turbo:before-fetch-request", ({ detail: { fetchOptions } }) => {
    if (fetchOptions.method?.toUpperCase() !== "GET") fetchOptions.headers["X-CSRFToken"] = token();
  });
}
