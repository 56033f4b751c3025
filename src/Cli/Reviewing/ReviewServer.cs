using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PolicyIngest.Ingest.Review;

namespace PolicyIngest.Cli.Reviewing;

/// <summary>The review page's server: Kestrel without anything around it, on one address.</summary>
internal sealed class ReviewServer : IAsyncDisposable
{
    private const long LargestRequest = 1 << 20;
    private const int MostConnections = 128;

    /// <summary>What the page may do: run its own script, use its own style, ask this server. Not even its script can turn text into markup (trusted types).</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private readonly WebApplication _web;

    private ReviewServer(WebApplication web, ReviewGuard guard, IPEndPoint at) => (_web, Guard, At) = (web, guard, at);

    /// <summary>Who may ask it what.</summary>
    public ReviewGuard Guard { get; }

    /// <summary>The address and port that it listens on.</summary>
    public IPEndPoint At { get; }

    /// <summary>The page's address with a token: what is printed.</summary>
    public string AddressWith(string token)
    {
        // 0.0.0.0 can't be opened; the machine's name can, from here and from elsewhere.
        string host = At.Address.Equals(IPAddress.Any) || At.Address.Equals(IPAddress.IPv6Any) ? Environment.MachineName
            : At.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{At.Address}]" : At.Address.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"http://{host}:{At.Port}/?{ReviewGuard.TokenName}={token}");
    }

    /// <summary>Starts a server.</summary>
    /// <param name="api">What it answers.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<ReviewServer> Start(ReviewApi api, IPAddress address, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var web = builder.Build();
        ReviewGuard? guard = null;
        web.Run(context => Answer(context, guard!, api));
        await web.StartAsync();
        var at = new IPEndPoint(address, new Uri(web.Urls.Single()).Port);
        guard = new ReviewGuard(at.Address, at.Port);
        return new ReviewServer(web, guard, at);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _web.StopAsync(soon.Token);
        await _web.DisposeAsync();
    }

    private static async Task Answer(HttpContext context, ReviewGuard? guard, ReviewApi api)
    {
        var (request, response) = (context.Request, context.Response);
        AddHeaders(response.Headers);
        if (guard is null)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        if (guard.Refusal(request) is { } refusal)
        {
            await Write(response, refusal.Status, refusal.Reason);
            return;
        }
        if (request.Path == "/" && request.Query[ReviewGuard.TokenName].ToString() is { Length: > 0 } token)
        {
            if (guard.Enter(token) is not { } session)
            {
                await Write(response, StatusCodes.Status403Forbidden, NotIn);
                return;
            }
            response.Headers.SetCookie = guard.Cookie(session);
        }
        else if (!guard.IsIn(request))
        {
            await Write(response, StatusCodes.Status401Unauthorized, NotIn);
            return;
        }
        if (ReviewAssets.All.TryGetValue(request.Path.Value ?? "", out var asset) && !HttpMethods.IsPost(request.Method))
        {
            response.ContentType = asset.ContentType;
            response.ContentLength = asset.Bytes.Length;
            if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(asset.Bytes);
            return;
        }
        await api.Answer(context);
    }

    private const string NotIn = "请打开 policy-ingest review 显示的网址。 Open the address that policy-ingest review printed.";

    private static async Task Write(HttpResponse response, int status, string text)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(text);
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}
