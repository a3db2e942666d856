/** A key made of a label: "Größe (cm)" -> "grosse_cm". Shared with the browser. */
export function plainKey(label: string): string {
  const ascii = label.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 63).replace(/_+$/, '');
  return ascii || 'attribute';
}
