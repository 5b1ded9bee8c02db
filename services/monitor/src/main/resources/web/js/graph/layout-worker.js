/** Computes a layout off the page's thread. */

import { layOut } from './layout.js';

self.onmessage = ({ data }) => {
  const answer = layOut(data.graph, (share) => self.postMessage({ job: data.job, share }));
  self.postMessage({ job: data.job, answer }, [answer.x.buffer, answer.y.buffer]);
};
