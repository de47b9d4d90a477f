/** What the software camera can be pointed at, in the demo alone. */
export type SceneName = 'front' | 'left' | 'right' | 'blink' | 'still';

/** Pictures of one scene by name; `front` or `still` is what is shown when nothing else is asked for. */
export type Scene = ReadonlyMap<SceneName, ImageBitmap>;

/** A camera made of still pictures: it moves a little, does what is asked, and says what it is. */
export type SimulatedCamera = {
  readonly stream: MediaStream;
  /** What it is pointed at from now on. */
  point(scene: Scene): void;
  /** Which picture of the scene it shows from now on, where the scene has it. */
  perform(name: SceneName): void;
  stop(): void;
};

const framesPerSecond = 15;
const size = { width: 1280, height: 720 };

/** Starts a software camera; `label` is written into its picture. */
export function startSimulatedCamera(label: string): SimulatedCamera {
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this window cannot draw');
  let scene: Scene = new Map();
  let shown: SceneName = 'front';
  let frame = 0;
  const paint = () => {
    frame += 1;
    const picture = scene.get(shownAt(shown, frame)) ?? scene.get('front') ?? scene.get('still');
    pen.fillStyle = '#d9dcd8';
    pen.fillRect(0, 0, size.width, size.height);
    if (picture) drawPicture(pen, picture, frame);
    writeLabel(pen, label);
  };
  paint();
  const timer = setInterval(paint, 1000 / framesPerSecond);
  const stream = canvas.captureStream(framesPerSecond);
  return {
    stream,
    point(next) {
      scene = next;
      shown = 'front';
    },
    perform(name) {
      shown = name;
    },
    stop() {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      canvas.width = 0;
    },
  };
}

/** Eyes that are asked to blink are shut for half of every second, and open for the other. */
function shownAt(name: SceneName, frame: number): SceneName {
  return name === 'blink' && frame % framesPerSecond < framesPerSecond / 2 ? 'front' : name;
}

/** Covers the whole picture's height and breathes by a pixel or two: a picture that stands quite still is no camera's. */
function drawPicture(pen: CanvasRenderingContext2D, picture: ImageBitmap, frame: number): void {
  const scale = size.height / picture.height;
  const width = picture.width * scale;
  const x = (size.width - width) / 2 + Math.sin(frame / 9) * 2;
  pen.drawImage(picture, x, Math.cos(frame / 13) * 1.5, width, size.height);
}

function writeLabel(pen: CanvasRenderingContext2D, label: string): void {
  pen.font = '600 22px "Be Vietnam Pro", sans-serif';
  const { width } = pen.measureText(label);
  pen.fillStyle = 'rgb(255 240 200 / 0.92)';
  pen.fillRect(16, size.height - 52, width + 24, 36);
  pen.fillStyle = '#5b3b00';
  pen.fillText(label, 28, size.height - 27);
}
