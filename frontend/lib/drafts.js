const PREFIX = "callboard:draft:";

const safely = (work) => {
  try {
    return work();
  } catch {
    return null; // storage may be full or forbidden; a draft is a kindness, never a condition
  }
};

export const read = (key) => safely(() => JSON.parse(localStorage.getItem(PREFIX + key)));
export const write = (key, fields) => safely(() => localStorage.setItem(PREFIX + key, JSON.stringify(fields)));
export const forget = (key) => safely(() => localStorage.removeItem(PREFIX + key));

export const forgetAll = () =>
  safely(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key)));
