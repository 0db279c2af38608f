// The page at a former address: redirects to the same place within the new page, which a refresh would lose.
const to = document.querySelector("main a");
to.hash = location.hash;
location.replace(to.href);
