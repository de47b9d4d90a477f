/** Nobody scans faster: whatever sends more codes in a second is no scanner in a hand. */
const mostInASecond = 20;

/** Tells whether codes come faster than anybody scans, given the time of each in milliseconds. */
export function createCodeFlood(): (at: number) => boolean {
  let times: number[] = [];
  return (at) => {
    times = times.filter((each) => at - each < 1000);
    if (times.length >= mostInASecond) return true;
    times.push(at);
    return false;
  };
}
