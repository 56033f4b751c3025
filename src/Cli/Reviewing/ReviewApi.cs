using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolicyIngest.Cli.Languages;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Review;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Reviewing;

/// <summary>What the review page asks and is answered: JSON, each call by its path.</summary>
/// <param name="desk">The database.</param>
/// <param name="databaseName">What it is called.</param>
/// <param name="language">The language that was asked for; null leaves it to the browser.</param>
/// <param name="changed">Called after each change, before it is answered.</param>
internal sealed class ReviewApi(ReviewDesk desk, string databaseName, Language? language, Action? changed = null)
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 16 };

    /// <summary>Answers a request that has been let in.</summary>
    public async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        try
        {
            if (!HttpMethods.IsPost(request.Method))
            {
                await SendOrFail(response, Get(request));
                return;
            }
            using var body = await Body(request);
            if (Write(request.Path, body.RootElement) is { } written) await SendWritten(response, written);
            else await SendOrFail(response, Ask(request.Path, body.RootElement));
        }
        catch (ReviewException fault)
        {
            await Fail(response, StatusCodes.Status400BadRequest, fault.Message);
        }
        catch (Exception fault) when (fault is StoreException or UsageException)
        {
            await Fail(response, StatusCodes.Status503ServiceUnavailable, fault.Message);
        }
        catch (BadHttpRequestException fault)
        {
            await Fail(response, fault.StatusCode, "the request can't be read");
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException or ArgumentException)
        {
            await Fail(response, StatusCodes.Status400BadRequest, "the request is not as the page makes it");
        }
    }

    private byte[]? Get(HttpRequest request) => request.Path.Value switch
    {
        "/api/session" => Session(),
        "/api/version" => Encoding.UTF8.GetBytes($$"""{"version":{{desk.Version()}}}"""),
        "/api/documents" => desk.Documents(),
        "/api/document" => desk.Document(Number(request, "id"), request.Query["text"] == "1"),
        "/api/content" => desk.Content(Number(request, "id"), Number(request, "task")),
        "/api/queue" when request.Query.ContainsKey("group") => desk.Entries(Order(request), request.Query["group"].ToString(), (int)Number(request, "from")),
        "/api/queue" => desk.Groups(Order(request)),
        "/api/units" => desk.Units(request.Query["words"].ToString()),
        "/api/places" => desk.Places(request.Query["name"].ToString()),
        _ => null,
    };

    private byte[]? Ask(PathString path, JsonElement asked) => path.Value switch
    {
        "/api/propose" when asked.TryGetProperty("task", out var task) => desk.ProposalsFor(Document(asked), task.GetInt64()),
        "/api/propose" => desk.ProposalsAt(Document(asked), new TextSpan(asked.GetProperty("start").GetInt32(), asked.GetProperty("end").GetInt32()),
            asked.GetProperty("plan").GetInt32(), asked.TryGetProperty("head", out var head) && head.GetBoolean()),
        "/api/rename" => Changed(desk.Rename(Document(asked), asked.GetProperty("from").GetString()!, asked.GetProperty("to").GetString()!,
            [.. asked.GetProperty("assignments").EnumerateArray().Select(each => each.GetInt64())])),
        _ => null,
    };

    private ReviewAnswer? Write(PathString path, JsonElement asked) => path.Value switch
    {
        "/api/change" => desk.Change(Document(asked), Revision(asked), Last(asked), asked.GetProperty("changes")),
        "/api/undo" => desk.Undo(Document(asked), Revision(asked), Last(asked), Ids(asked)),
        "/api/redo" => desk.Redo(Document(asked), Revision(asked), Last(asked), Ids(asked)),
        _ => null,
    };

    private async Task SendWritten(HttpResponse response, ReviewAnswer written)
    {
        switch (written.Status)
        {
            case CorrectionStatus.Stored: await Send(response, StatusCodes.Status200OK, Changed(written.Json)); break;
            case CorrectionStatus.Conflict: await Send(response, StatusCodes.Status409Conflict, written.Json); break;
            default: await Fail(response, StatusCodes.Status400BadRequest, written.Reason!); break;
        }
    }

    private byte[] Changed(byte[] answer)
    {
        changed?.Invoke();
        return answer;
    }

    private async Task SendOrFail(HttpResponse response, byte[]? answer)
    {
        if (answer is null) await Fail(response, StatusCodes.Status404NotFound, "there is no such page");
        else await Send(response, StatusCodes.Status200OK, answer);
    }

    private static long Document(JsonElement asked) => asked.GetProperty("document").GetInt64();

    private static long Revision(JsonElement asked) => asked.GetProperty("revision").GetInt64();

    private static string Last(JsonElement asked) => asked.TryGetProperty("last", out var last) ? last.GetString() ?? "" : "";

    private static List<string> Ids(JsonElement asked) => [.. asked.GetProperty("ids").EnumerateArray().Select(each => each.GetString()!)];

    /// <summary>What the page needs to know once: the program, the language, and the words for findings in both languages.</summary>
    private byte[] Session()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("program", ProgramIdentity.Version);
            json.WriteString("database", databaseName);
            if (language is not null) json.WriteString("language", language.Name);
            json.WriteStartObject("findings");
            foreach (var code in FindingCode.All)
            {
                json.WriteStartObject(code.Name);
                foreach (var each in Language.All) json.WriteString(each.Name, each.Translate(code.Message));
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static async Task<JsonDocument> Body(HttpRequest request)
    {
        if (!request.HasJsonContentType()) throw new FormatException();
        return await JsonDocument.ParseAsync(request.Body, Reading);
    }

    private static long Number(HttpRequest request, string name) => long.Parse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static QueueOrder Order(HttpRequest request) =>
        Enum.TryParse<QueueOrder>(request.Query["by"].ToString(), ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : throw new FormatException();

    private async Task Fail(HttpResponse response, int status, string message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var each in Language.All) json.WriteString(each.Name, Terminal.Printable(each.Translate(message)));
            json.WriteEndObject();
        }
        await Send(response, status, bytes.ToArray());
    }

    private static async Task Send(HttpResponse response, int status, byte[] json)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json);
    }
}
