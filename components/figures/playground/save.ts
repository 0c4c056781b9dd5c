// Hands the reader a file, and asks for one. Browser only.

export function saveFile(name: string, content: string | Uint8Array, type: string): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** What was chosen in a field for files, and the field is ready for the next. */
export function chosenFile(event: Event & { currentTarget: HTMLInputElement }): File | undefined {
  const [file] = event.currentTarget.files ?? [];
  const field = event.currentTarget;
  setTimeout(() => (field.value = ''));
  return file;
}
