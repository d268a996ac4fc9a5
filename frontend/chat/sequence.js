// Which places in the order are here: all up to `upTo`, and some `ahead` of it when something was missed.
export class Sequence {
  constructor(seqs = []) {
    this.upTo = seqs.length ? Math.min(...seqs) - 1 : 0;
    this.ahead = new Set();
    seqs.forEach((seq) => this.take(seq));
  }

  take(seq) {
    if (this.has(seq)) return false;
    this.ahead.add(seq);
    while (this.ahead.delete(this.upTo + 1)) this.upTo += 1;
    return true;
  }

  has(seq) {
    return seq <= this.upTo || this.ahead.has(seq);
  }

  get hasGap() {
    return this.ahead.size > 0;
  }
}
