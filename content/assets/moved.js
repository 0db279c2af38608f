// The page at a former address: leads on with the place in the page that was asked for, which a refresh would lose.
const to = document.querySelector("main a");
to.hash = location.hash;
location.replace(to.href);
