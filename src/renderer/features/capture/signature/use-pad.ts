import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react';
import type { Signature } from '#contract/capture.ts';
import { createStrokes, type PenPoint, type Strokes } from './strokes.ts';

export type Pad = {
  readonly attach: RefCallback<HTMLCanvasElement>;
  readonly written: boolean;
  readonly clear: () => void;
  /** What was written; null when nothing was. */
  readonly signature: () => Signature | null;
};

/** A canvas to sign on. A palm or a second finger beside the pen writes nothing. */
export function usePad(): Pad {
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [written, setWritten] = useState(false);
  const strokes = useRef<Strokes>(createStrokes());
  useEffect(() => {
    if (canvas === null) return;
    sharpen(canvas);
    return listen(canvas, strokes.current, () => setWritten(true));
  }, [canvas]);
  const clear = useCallback(() => {
    strokes.current.clear();
    setWritten(false);
    if (canvas) wipe(canvas);
  }, [canvas]);
  const signature = useCallback(() => {
    const all = strokes.current.all().map((stroke) => stroke.map((point) => ({ ...point })));
    if (canvas === null || all.length === 0) return null;
    return { width: canvas.clientWidth, height: canvas.clientHeight, strokes: all };
  }, [canvas]);
  return { attach: setCanvas, written, clear, signature };
}

/** As many dots as the screen has: a signature is not blurred by scaling. */
function sharpen(canvas: HTMLCanvasElement): void {
  const scale = devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * scale;
  canvas.height = canvas.clientHeight * scale;
  canvas.getContext('2d')?.scale(scale, scale);
}

function wipe(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')?.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
}

function listen(canvas: HTMLCanvasElement, strokes: Strokes, wrote: () => void): () => void {
  let pen: number | null = null;
  let last: PenPoint | null = null;
  let startedAt: number | null = null;
  const pointOf = (event: PointerEvent): PenPoint => {
    startedAt ??= event.timeStamp;
    const box = canvas.getBoundingClientRect();
    return {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      t: Math.max(0, event.timeStamp - startedAt),
      pressure: event.pointerType === 'pen' ? event.pressure : null,
    };
  };
  const down = (event: PointerEvent) => {
    if (pen !== null || event.button !== 0) return;
    pen = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    last = pointOf(event);
    strokes.begin(last);
    draw(canvas, last, last);
    wrote();
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pen) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const point = pointOf(each);
      strokes.go(point);
      if (last) draw(canvas, last, point);
      last = point;
    }
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== pen) return;
    pen = null;
    last = null;
    strokes.end();
  };
  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up } as const;
  for (const [name, heard] of Object.entries(listeners)) canvas.addEventListener(name, heard as EventListener);
  return () => {
    for (const [name, heard] of Object.entries(listeners)) canvas.removeEventListener(name, heard as EventListener);
  };
}

function draw(canvas: HTMLCanvasElement, from: PenPoint, to: PenPoint): void {
  const ink = canvas.getContext('2d');
  if (ink === null) return;
  ink.lineCap = 'round';
  ink.lineWidth = 2 + (to.pressure ?? 0.4) * 2;
  ink.strokeStyle = '#12246b';
  ink.beginPath();
  ink.moveTo(from.x, from.y);
  ink.lineTo(to.x, to.y);
  ink.stroke();
}
