import assert from "node:assert/strict";
import test from "node:test";
import { deliver } from "../chat/delivery.js";
import { Outbox, forgetOutboxes } from "../chat/outbox.js";
import { Sequence } from "../chat/sequence.js";

test("a page of messages is held up to its last", () => {
  const sequence = new Sequence([11, 12, 13]);
  assert.equal(sequence.upTo, 13);
  assert.equal(sequence.hasGap, false);
});

test("what comes out of order shows a gap until it is filled", () => {
  const sequence = new Sequence([1]);
  assert.ok(sequence.take(4));
  assert.ok(sequence.take(3));
  assert.deepEqual([sequence.upTo, sequence.hasGap], [1, true]);
  assert.ok(sequence.take(2));
  assert.deepEqual([sequence.upTo, sequence.hasGap], [4, false]);
});

test("what is here already is not taken again", () => {
  const sequence = new Sequence([1, 2]);
  sequence.take(5);
  assert.deepEqual([1, 2, 5, 3].map((seq) => sequence.take(seq)), [false, false, false, true]);
});

const shelf = () => {
  const kept = {};
  const hidden = (value) => ({ value, enumerable: false });
  return Object.defineProperties(kept, {
    getItem: hidden((key) => kept[key] ?? null),
    setItem: hidden((key, value) => (kept[key] = value)),
    removeItem: hidden((key) => delete kept[key]),
  });
};

test("what was not sent is there after a reload, for the same person in the same conversation", () => {
  const storage = shelf();
  new Outbox(3, 7, storage).put({ clientId: "a", body: "Words" });
  assert.deepEqual(new Outbox(3, 7, storage).next, { clientId: "a", body: "Words" });
  assert.equal(new Outbox(4, 7, storage).next, undefined);
  assert.equal(new Outbox(3, 8, storage).next, undefined);
});

test("what was refused waits for its writer and holds nothing up", () => {
  const outbox = new Outbox(3, 7, shelf());
  outbox.put({ clientId: "a", body: "One" });
  outbox.put({ clientId: "b", body: "Two" });
  outbox.refuse("a", "No.");
  assert.equal(outbox.next.clientId, "b");
  outbox.drop("b");
  assert.equal(outbox.next, undefined);
});

test("signing out empties the outboxes and nothing else", () => {
  const storage = shelf();
  new Outbox(3, 7, storage).put({ clientId: "a", body: "Words" });
  storage.setItem("other", "kept");
  forgetOutboxes(storage);
  assert.deepEqual(Object.keys(storage), ["other"]);
});

const line = (answer) => ({ connected: true, timeout: () => ({ emitWithAck: async () => answer() }) });
const silent = line(() => {
  throw new Error("operation has timed out");
});
const answering = (status, body) => async () => ({ ok: status < 400, status, json: async () => body });
const off = { connected: false };
const broken = async () => {
  throw new TypeError("Failed to fetch");
};
const way = (socket, fetch) => ({ socket, fetch, conversation: 7, url: "/conversations/7/messages", token: () => "t" });
const entry = { clientId: "a", body: "Words" };

test("over the line", async () => {
  const answer = { ok: true, id: 1, seq: 1 };
  assert.deepEqual(await deliver(entry, way(line(() => answer), broken)), { sent: answer });
});

test("by request where the line is down or silent", async () => {
  for (const socket of [off, silent]) {
    assert.deepEqual(await deliver(entry, way(socket, answering(201, { id: 1 }))), { sent: { id: 1 } });
  }
});

test("kept where nothing answers, the server is ill or it was too much at once", async () => {
  assert.deepEqual(await deliver(entry, way(off, broken)), { away: true });
  for (const status of [429, 500, 503]) assert.deepEqual(await deliver(entry, way(off, answering(status, {}))), { away: true });
  assert.deepEqual(await deliver(entry, way(line(() => ({ ok: false, status: 429 })), broken)), { away: true });
});

test("refused with the server's own sentence", async () => {
  assert.deepEqual(await deliver(entry, way(line(() => ({ ok: false, status: 404, error: "No." })), broken)), { refused: "No." });
  assert.deepEqual(await deliver(entry, way(off, answering(403, { error: "No." }))), { refused: "No." });
});
