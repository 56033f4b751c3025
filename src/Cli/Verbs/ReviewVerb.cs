using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Languages;
using PolicyIngest.Cli.Reviewing;
using PolicyIngest.Ingest.Review;
using PolicyIngest.Ingest.Rules;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>review</c>: serves the page on which people check and correct a database.</summary>
internal static class ReviewVerb
{
    private const int UsualPort = 8417;

    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var port = LimitOptions.Count<int?>("--port", $"Port to listen on; else {UsualPort}, or a free one where that is taken", null, most: 65535);
        port.HelpName = "N";
        var listen = new Option<string?>("--listen") { Description = "Address to listen on in place of the loopback address, for others in a trusted network; the connection is not encrypted", HelpName = "ADDRESS" };
        listen.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !IPAddress.TryParse(result.Tokens[0].Value, out _)) result.AddError($"--listen: {result.Tokens[0].Value} is no address; name one such as 192.168.1.20, or 0.0.0.0 for all");
        });
        var open = new Option<bool>("--open") { Description = "Open the page in the browser" };
        var corrections = new Option<string?>("--corrections") { Description = "File (.jsonl) that is kept up to date with all corrections, beside the database", HelpName = "FILE" };
        var who = CorrectVerb.Who();
        var lexicons = new LexiconOption();
        var command = new Command("review", "Serves a page on which a database is checked and corrected by keyboard, on this machine alone; Ctrl-C ends it.") { database, port, listen, open, corrections, who };
        lexicons.AddTo(command);
        command.SetAction((parsed, cancellation) => Interruptible.Run(async stop =>
        {
            string file = parsed.GetRequiredValue(database), name = CorrectVerb.NameOf(parsed.GetValue(who));
            using var desk = ReviewDesk.Open(file, new RuleOptions { Lexicons = lexicons.Read(parsed) }, name);
            // Brought up to date at the start too: a former run may have been killed between the database and the file.
            Action? changed = parsed.GetValue(corrections) is { } copy ? () => OutputFile.Write(copy, terminal, stream => stream.Write(desk.CorrectionsFileBytes())) : null;
            changed?.Invoke();
            var language = parsed.GetResult(Language.OptionName) is not null ? terminal.Language : null;
            var address = parsed.GetValue(listen) is { } named ? IPAddress.Parse(named) : IPAddress.Loopback;
            await using var server = await Start(new ReviewApi(desk, Path.GetFileName(file), language, changed), address, parsed.GetValue(port));
            terminal.Say($"{file}: open {server.AddressWith(server.Guard.Token)}");
            if (!IPAddress.IsLoopback(address)) terminal.Say("whoever has this address can read and correct the database; the connection is not encrypted");
            if (parsed.GetValue(open)) Open(server.AddressWith(server.Guard.TokenForOnce()), terminal);
            await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            return ExitCode.Success;
        }, cancellation));
        Help.AddExamples(command, "policy-ingest review --db policies.db --open", "policy-ingest review --db policies.db --corrections corrections.jsonl --lang zh");
        return command;
    }

    private static async Task<ReviewServer> Start(ReviewApi api, IPAddress address, int? port)
    {
        try
        {
            return await ReviewServer.Start(api, address, port ?? UsualPort);
        }
        catch (IOException) when (port is null)
        {
            return await ReviewServer.Start(api, address, 0);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{address} port {port ?? UsualPort}: it can't be listened on; another program has it, or it is no address of this machine"));
        }
    }

    private static void Open(string address, Terminal terminal)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            terminal.Say("no browser could be opened; open the address yourself");
        }
    }
}
