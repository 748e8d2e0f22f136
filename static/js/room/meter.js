// Loudness of a stream, from 0 to 10, for the presence and for the check page.

export function watchLevel(stream, onLevel) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / samples.length + 1e-10);
    onLevel(Math.max(0, Math.min(10, Math.round((decibels + 60) / 5)))); // -60 dB is quiet, -10 dB loud
  }, 60);
  return () => {
    clearInterval(timer);
    context.close();
  };
}
