export async function save(name, stream) {
  const url = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
