using System.Net;
using System.Text;
using PolicyIngest.Cli.Reviewing;
using PolicyIngest.Tests.Cli;
using Xunit;

namespace PolicyIngest.Tests.Review;

/// <summary>Who may ask the review's server what.</summary>
public sealed class ReviewGuardTests
{
    private static readonly string[] Paths = ["/", "/review.js", "/review.css", "/api/session", "/api/documents", "/api/document?id=1&text=1", "/api/queue?by=severity", "/favicon.ico"];

    [Fact]
    public async Task Without_the_address_that_was_printed_nothing_is_given()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var stranger = ReviewSite.Stranger();
        foreach (string path in Paths)
        {
            using var answer = await stranger.GetAsync(site.Address + path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.DoesNotContain("云岭市", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        foreach (string token in (string[])["x", new string('0', 64), site.Server.Guard.Token[..^1], site.Server.Guard.Token + "0"])
        {
            using var answer = await stranger.GetAsync($"{site.Address}/?token={token}");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task The_token_is_changed_for_a_cookie_that_no_script_and_no_other_site_can_use()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var browser = ReviewSite.Stranger();
        using var entered = await browser.GetAsync(site.Server.AddressWith(site.Server.Guard.Token));
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        string cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(site.Server.Guard.Token, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Server.Guard.Token, await entered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (string path in Paths.SkipLast(1))
        {
            using var answer = await browser.GetAsync(site.Address + path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        using var icon = await browser.GetAsync(site.Address + Paths[^1]);
        Assert.Equal(HttpStatusCode.NotFound, icon.StatusCode);
    }

    [Fact]
    public async Task The_token_that_a_browser_is_started_with_is_good_for_one_call()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        string address = site.Server.AddressWith(site.Server.Guard.TokenForOnce());
        using var first = ReviewSite.Stranger();
        using var second = ReviewSite.Stranger();
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await second.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync(site.Address + "/api/documents")).StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.1.20")]
    public async Task A_request_that_names_another_host_is_refused(string host)
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var browser = await site.Visitor();
        string named = host.Contains('.', StringComparison.Ordinal) && host.Contains(':', StringComparison.Ordinal) || host == "127.0.0.1" ? host : $"{host}:{site.Server.At.Port}";
        foreach (string path in (string[])["/api/documents", $"/?token={site.Server.Guard.Token}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, site.Address + path);
            request.Headers.Host = named;
            using var answer = await browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_machine_is_called_localhost_too()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var browser = await site.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Address + "/api/documents");
        request.Headers.Host = $"localhost:{site.Server.At.Port}";
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("POST", null, null)]
    [InlineData("POST", "https://evil.example", null)]
    [InlineData("POST", "null", null)]
    [InlineData("POST", "http://127.0.0.1:1", null)]
    [InlineData("GET", "https://evil.example", null)]
    [InlineData("GET", null, "cross-site")]
    [InlineData("GET", null, "same-site")]
    public async Task What_does_not_come_from_the_page_is_refused(string method, string? origin, string? site)
    {
        await using var served = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var browser = await served.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), served.Address + (method == "GET" ? "/api/documents" : "/api/propose"));
        if (method == "POST") request.Content = new StringContent("""{"document":1,"start":0,"end":3,"plan":0}""", Encoding.UTF8, "application/json");
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task Other_methods_are_not_answered(string method)
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var browser = await site.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), site.Address + "/api/documents");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Every_answer_says_what_the_page_may_do()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var stranger = ReviewSite.Stranger();
        using var browser = await site.Visitor();
        foreach (var answer in (HttpResponseMessage[])[await stranger.GetAsync(site.Address), .. await Task.WhenAll(Paths.Select(path => browser.GetAsync(site.Address + path)))])
        {
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            foreach (string part in (string[])["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "trusted-types 'none'"])
                Assert.Contains(part, policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(answer.Headers.Contains("Server"));
            answer.Dispose();
        }
    }

    [Theory]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "[1, 2]", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"document":"1","start":0,"end":1,"plan":0}""", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"document":1,"start":0,"end":99999999,"plan":0}""", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"document":1,"start":5,"end":3,"plan":0}""", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"document":7,"start":0,"end":1,"plan":0}""", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", """{"document":1,"start":0,"end":1,"plan":0}""", HttpStatusCode.BadRequest)]
    [InlineData("deep", "", HttpStatusCode.BadRequest)]
    [InlineData("large", "", HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_can_not_be_understood_is_refused_and_breaks_nothing(string type, string body, HttpStatusCode expected)
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var browser = await site.Visitor();
        if (type == "deep") (type, body) = ("application/json", new string('[', 100) + new string(']', 100));
        if (type == "large") (type, body) = ("application/json", $"\"{new string('x', 2 << 20)}\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, site.Address + "/api/propose") { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Add("Origin", site.Address);
        Assert.Equal(expected, (await browser.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(site.Address + "/api/documents")).StatusCode);
    }

    [Fact]
    public void Behind_an_outer_address_any_address_of_a_machine_is_its_own_but_no_other_name()
    {
        var guard = new ReviewGuard(IPAddress.Any, 8417);
        Assert.Null(guard.Refusal(Request("192.168.1.20:8417")));
        Assert.Null(guard.Refusal(Request($"{Environment.MachineName}:8417")));
        Assert.NotNull(guard.Refusal(Request("led-here.example:8417")));
        Assert.NotNull(guard.Refusal(Request("192.168.1.20:80")));

        static Microsoft.AspNetCore.Http.HttpRequest Request(string host)
        {
            var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
            (request.Method, request.Path, request.Headers.Host) = ("GET", "/", host);
            return request;
        }
    }

    [Fact]
    public async Task Wrong_calls_are_told()
    {
        using var folder = new Support.TemporaryFolder();
        var none = await CliRun.Of("review", "--db", folder["none.db"]);
        Assert.Equal(2, none.Code);
        Assert.Contains("there is no such database", none.Error, StringComparison.Ordinal);
        var address = await CliRun.Of("review", "--db", folder["none.db"], "--listen", "somewhere");
        Assert.Equal(2, address.Code);
        Assert.Contains("somewhere is no address", address.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_where_it_was_asked_for()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        var run = await CliRun.Of("review", "--db", site.Database, "--port", $"{site.Server.At.Port}");
        Assert.Equal(2, run.Code);
        Assert.Contains($"port {site.Server.At.Port}: it can't be listened on", run.Error, StringComparison.Ordinal);
    }
}
