const PATIENCE = 8000;
const refusal = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;

// Brings one message to the server: over the line, or by request where there is none or it does not answer.
// Under the same client id it may be brought as often as need be. Comes to {sent}, {refused: sentence} or {away}.
export async function deliver({ clientId, body }, { socket, conversation, url, token, fetch = globalThis.fetch }) {
  const spoken = await speak({ conversation, body, client_id: clientId }, socket);
  return spoken ?? request({ body, client_id: clientId }, { url, token, fetch });
}

async function speak(payload, socket) {
  if (!socket.connected) return null;
  try {
    const answer = await socket.timeout(PATIENCE).emitWithAck("post", payload);
    if (answer.ok) return { sent: answer };
    return refusal(answer.status) ? { refused: answer.error } : { away: true };
  } catch {
    return null;
  }
}

async function request(form, { url, token, fetch }) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      signal: AbortSignal.timeout(PATIENCE),
      redirect: "error",
    });
    if (answer.ok) return { sent: await answer.json() };
    if (!refusal(answer.status)) return { away: true };
    const said = await answer.json().catch(() => ({}));
    return { refused: said.error ?? "This could not be sent." };
  } catch {
    return { away: true };
  }
}
