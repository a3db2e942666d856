/** A K and its reflection on one stem: two halves, one letter. */
export function Brand({ company }: { company?: string }) {
  return (
    <div className="brand">
      <svg viewBox="0 0 24 24" fill="none" strokeWidth="2.6" strokeLinecap="round" aria-hidden="true">
        <path d="M9.2 12 3 4.5M9.2 12 3 19.5" stroke="var(--marketing-mark)" />
        <path d="M14.8 12 21 4.5M14.8 12 21 19.5" stroke="var(--sales-mark)" />
        <path d="M12 3v18" stroke="currentColor" />
      </svg>
      <span className="clip">Kindred {company && <span>{company}</span>}</span>
    </div>
  );
}
