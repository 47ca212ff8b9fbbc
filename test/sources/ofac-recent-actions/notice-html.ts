/** Pages in the shape of ofac.treasury.gov, about invented parties. */

export function noticeHtml(id: string, body: string, title = `Title of ${id}`, date = '05/06/2024'): string {
  return `<h1><span class="treas-page-title">${title}</span></h1>
<article class="node node--type-ofac-recent-action">
<span data-a2a-url="https://ofac.treasury.gov/recent-actions/${id}"></span>
<div class="field field--name-field-release-date"><div class="field__item">${date}</div></div>
<div class="field field--name-field-press-release-link"><div class="field__items">
<div class="field__item"><a href="https://home.treasury.gov/news/press-releases/zz${id}">Release ${id}</a></div></div></div>
<div class="field field--name-field-body"><div class="field__label">Body</div><div class="field__item">${body}</div></div>
</article>`;
}

export function indexHtml(ids: readonly string[], hasNext = true): string {
  const rows = ids.map(
    (
      id,
    ) => `<div class="search-result views-row"><div class="text-no-underline"><a href="/recent-actions/${id}">Row of ${id}</a></div>
<div class="font-sans-2xs">May ${/^202405(\d\d)/.exec(id)?.[1] ?? '06'}, 2024 -   \n<a href="/recent-actions/sanctions-list-updates">Sanctions List Updates</a></div></div>`,
  );
  return `<html><div class="view-content">${rows.join('\n')}</div>${hasNext ? '<a rel="next" href="?page=1">Next</a>' : ''}</html>`;
}

export const added = (entries: string) =>
  `<h3>Specially Designated Nationals List Update</h3><h4>The following entities have been added to OFAC's SDN List:</h4>${entries}`;
