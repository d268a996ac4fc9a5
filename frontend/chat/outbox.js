const PREFIX = "callboard:outbox:";

// What was written and is not known to have arrived. It outlives a reload; it is gone with the tab.
export class Outbox {
  constructor(person, conversation, storage = sessionStorage) {
    this.storage = storage;
    this.key = `${PREFIX}${person}:${conversation}`;
    this.entries = this.read();
  }

  get next() {
    return this.entries.find((entry) => !entry.refused);
  }

  put(entry) {
    this.entries.push(entry);
    this.write();
  }

  find(clientId) {
    return this.entries.find((entry) => entry.clientId === clientId);
  }

  refuse(clientId, sentence) {
    const entry = this.find(clientId);
    if (entry) entry.refused = sentence;
    this.write();
  }

  drop(clientId) {
    this.entries = this.entries.filter((entry) => entry.clientId !== clientId);
    this.write();
  }

  read() {
    try {
      return JSON.parse(this.storage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  write() {
    try {
      if (this.entries.length) this.storage.setItem(this.key, JSON.stringify(this.entries));
      else this.storage.removeItem(this.key);
    } catch {
      // Storage may be full or forbidden: then it is kept as long as the page.
    }
  }
}

export function forgetOutboxes(storage = sessionStorage) {
  try {
    Object.keys(storage).filter((key) => key.startsWith(PREFIX)).forEach((key) => storage.removeItem(key));
  } catch {
    // nothing was kept
  }
}
