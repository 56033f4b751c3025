using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PolicyIngest.Cli.Reviewing;

/// <summary>
/// Who may ask the review's server what. A request must name this machine (no other site's name that was led here), come from the page itself where it changes
/// something, and bring the cookie that the token in the printed address was changed for.
/// </summary>
internal sealed class ReviewGuard
{
    /// <summary>What stands in the address before the token.</summary>
    public const string TokenName = "token";

    private const int MostSessions = 64;
    private const int TokenBytes = 32;

    private readonly Lock _turn = new();
    private readonly int _port;
    private readonly ImmutableArray<string> _names;
    private readonly bool _anyAddress;
    private readonly byte[] _token;
    private readonly List<byte[]> _sessions = [];
    private byte[]? _once;

    /// <param name="address">The address that is listened on.</param>
    /// <param name="port">The port that is listened on.</param>
    public ReviewGuard(IPAddress address, int port)
    {
        _port = port;
        // Behind another than the loopback address the machine may be called by its own name or by any address; a site that was led here has a name of its own.
        _anyAddress = !IPAddress.IsLoopback(address);
        _names = _anyAddress ? ["localhost", Environment.MachineName] : ["localhost", "127.0.0.1", "[::1]"];
        Token = NewToken();
        _token = Encoding.ASCII.GetBytes(Token);
    }

    /// <summary>The token of the printed address; it holds as long as the server runs.</summary>
    public string Token { get; }

    /// <summary>Name of the cookie: cookies are shared by all ports of a machine.</summary>
    public string CookieName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"policy-ingest-{_port}");

    /// <summary>A token that is good for one call, where others may see the address: in the arguments of a browser's process.</summary>
    public string TokenForOnce()
    {
        string token = NewToken();
        lock (_turn) _once = Encoding.ASCII.GetBytes(token);
        return token;
    }

    /// <summary>Why a request is refused before anything else is looked at, with its status; null where it is not.</summary>
    public (int Status, string Reason)? Refusal(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsPost(request.Method))
            return (StatusCodes.Status405MethodNotAllowed, "this method is not answered");
        if (!IsOwnHost(request.Host)) return (StatusCodes.Status421MisdirectedRequest, "this is not the host that the request names");
        var origin = request.Headers.Origin;
        if (origin.Count > 0 ? !IsOwnOrigin(origin.ToString(), request.Host) : HttpMethods.IsPost(request.Method))
            return (StatusCodes.Status403Forbidden, "the request does not come from the page");
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        // An address may be followed from anywhere; everything else is asked for by the page.
        if (site.Length > 0 && site != "same-origin" && !(HttpMethods.IsGet(request.Method) && request.Path == "/"))
            return (StatusCodes.Status403Forbidden, "the request does not come from the page");
        return null;
    }

    /// <summary>Changes a token for a session.</summary>
    /// <returns>The cookie's value, or null where the token is none.</returns>
    public string? Enter(string token)
    {
        byte[] given = Encoding.UTF8.GetBytes(token);
        lock (_turn)
        {
            bool once = _once is not null && CryptographicOperations.FixedTimeEquals(given, _once);
            if (!once && !CryptographicOperations.FixedTimeEquals(given, _token)) return null;
            if (once) _once = null;
            string session = NewToken();
            if (_sessions.Count >= MostSessions) _sessions.RemoveAt(0);
            _sessions.Add(Encoding.ASCII.GetBytes(session));
            return session;
        }
    }

    /// <summary>Whether a request has a session.</summary>
    public bool IsIn(HttpRequest request)
    {
        if (!request.Cookies.TryGetValue(CookieName, out string? value) || value.Length == 0) return false;
        byte[] given = Encoding.UTF8.GetBytes(value);
        lock (_turn) return _sessions.Exists(session => CryptographicOperations.FixedTimeEquals(given, session));
    }

    /// <summary>The cookie of a session.</summary>
    public string Cookie(string session) =>
        new SetCookieHeaderValue(CookieName, session) { HttpOnly = true, SameSite = Microsoft.Net.Http.Headers.SameSiteMode.Strict, Path = "/" }.ToString();

    private bool IsOwnHost(HostString host)
    {
        if (!host.HasValue || (host.Port ?? 80) != _port) return false;
        foreach (string name in _names)
            if (host.Host.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return _anyAddress && IPAddress.TryParse(host.Host.Trim('[', ']'), out _);
    }

    private static bool IsOwnOrigin(string origin, HostString host) => origin.Equals("http://" + host.Value, StringComparison.OrdinalIgnoreCase);

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
}
