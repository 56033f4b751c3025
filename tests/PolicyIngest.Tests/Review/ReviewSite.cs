using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PolicyIngest.Cli.Languages;
using PolicyIngest.Cli.Reviewing;
using PolicyIngest.Ingest.Review;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Tests.Report;

namespace PolicyIngest.Tests.Review;

/// <summary>A database of texts and the review's server over it, inside the tests' own process.</summary>
internal sealed class ReviewSite : IAsyncDisposable
{
    private readonly ReportPage _page;
    private readonly ReviewDesk _desk;

    private ReviewSite(ReportPage page, ReviewDesk desk, ReviewServer server) => (_page, _desk, Server) = (page, desk, server);

    public ReviewServer Server { get; }

    public string Database => _page.Database;

    /// <summary>The server's address without a token: <c>http://127.0.0.1:40001</c>.</summary>
    public string Address => $"http://{Server.At}";

    public static async Task<ReviewSite> Of(params (string Name, string Text)[] files)
    {
        var page = await ReportPage.Of(files);
        var desk = ReviewDesk.Open(page.Database, RuleOptions.Default, "李核对");
        return new ReviewSite(page, desk, await ReviewServer.Start(new ReviewApi(desk, "plans.db", Language.English), IPAddress.Loopback, 0));
    }

    /// <summary>A browser that has nothing yet; it keeps cookies and follows nothing by itself.</summary>
    public static HttpClient Stranger() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true });

    /// <summary>A browser that has opened the printed address.</summary>
    public async Task<HttpClient> Visitor()
    {
        var browser = Stranger();
        browser.BaseAddress = new Uri(Address);
        using var page = await browser.GetAsync(Server.AddressWith(Server.Guard.Token));
        page.EnsureSuccessStatusCode();
        return browser;
    }

    public string[] Query(string sql) => _page.Query(sql);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _desk.Dispose();
        _page.Dispose();
    }
}

/// <summary>Calls as the page makes them.</summary>
internal static class PageCalls
{
    public static async Task<JsonElement> Get(this HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<(HttpStatusCode Status, JsonElement Answer)> Post(this HttpClient browser, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
