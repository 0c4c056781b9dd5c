/** Tells when a figure comes near the viewport of a tab that is seen, and when it leaves. */
import type { Attachment } from 'svelte/attachments';

export function near(report: (visible: boolean) => void): Attachment<HTMLElement> {
  return (element) => {
    let close = false;
    const tell = () => report(close && !document.hidden);
    const observer = new IntersectionObserver(
      (entries) => {
        close = entries.at(-1)?.isIntersecting ?? false;
        tell();
      },
      { rootMargin: '120px 0px' },
    );
    observer.observe(element);
    document.addEventListener('visibilitychange', tell);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  };
}
