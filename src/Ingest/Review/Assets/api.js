// What is asked of the server.

/** A refusal with the server's reason in the page's language. */
class Refused extends Error {
  constructor(status, reason, answer) {
    super(reason);
    this.status = status;
    this.answer = answer;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options });
  } catch {
    throw new Refused(0, say('服务器没有应答；它可能已停止。请重新运行 policy-ingest review，再打开它显示的网址。', 'The server does not answer; it may have been stopped. Run policy-ingest review again and open the address that it prints.'));
  }
  if (response.status === 401) throw new Refused(401, say('此页已过期：服务器重新启动过。请打开它显示的新网址。已保存的更正都在。', 'This page is out of date: the server was started anew. Open the address that it printed. What was saved is safe.'));
  const text = await response.text();
  const answer = (response.headers.get('content-type') || '').startsWith('application/json') ? JSON.parse(text) : {};
  // As the server said it, whatever the page does to the objects.
  answer.source = text;
  if (!response.ok) throw new Refused(response.status, say(answer.zh, answer.en) || response.statusText, answer);
  return answer;
}

const get = (path, query) => ask(path + (query ? '?' + new URLSearchParams(query) : ''));

const post = (path, body) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
