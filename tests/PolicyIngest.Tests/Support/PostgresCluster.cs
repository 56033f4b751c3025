using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test on PostgreSQL; skipped, with a message, where the server's programs are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresCluster.Programs is null) Skip = "needs PostgreSQL's server (Debian: package postgresql)";
    }
}

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder, that listens on this machine alone and wants a password.</summary>
public sealed class PostgresCluster : IDisposable
{
    public const string Password = "geheim@7/%";

    private readonly string _folder = "";
    private readonly int _port;
    private int _databases;

    public PostgresCluster()
    {
        if (Programs is null) return;
        _folder = Directory.CreateTempSubdirectory("policy-ingest-pg-").FullName;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        File.WriteAllText(Path.Combine(_folder, "password"), Password);
        if (IsRoot) Run("chown", "-R", "postgres", _folder);
        Server("initdb", "-D", Data, "-U", "owner", "--auth=scram-sha-256", "--pwfile", Path.Combine(_folder, "password"), "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        Server("pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=64MB", "start");
    }

    /// <summary>Folder of the server's programs, or null.</summary>
    internal static string? Programs { get; } = OperatingSystem.IsWindows() ? null
        : Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb"))) : null;

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a new database.</summary>
    /// <returns>Its address.</returns>
    public string NewDatabase(params string[] options)
    {
        string name = $"p{Interlocked.Increment(ref _databases)}";
        Client("createdb", [.. options, name]);
        return Address(name);
    }

    /// <summary>The address of a database.</summary>
    public string Address(string name, string? password = null) => $"postgresql://owner:{Uri.EscapeDataString(password ?? Password)}@127.0.0.1:{_port}/{name}";

    /// <summary>The rows of a query, each as its values parted by <c>|</c>.</summary>
    public string[] Rows(string address, string sql) =>
        Client("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", address[(address.LastIndexOf('/') + 1)..], "-c", sql).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        if (_folder.Length == 0) return;
        Server("pg_ctl", "-D", Data, "-s", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Client(string program, params string[] arguments) =>
        Run("env", [$"PGPASSWORD={Password}", "PGHOST=127.0.0.1", $"PGPORT={_port}", "PGUSER=owner", Path.Combine(Programs!, program), .. arguments]);

    /// <summary>The server refuses to run as root.</summary>
    private static void Server(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs!, program), .. arguments];
        if (IsRoot) Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", .. command]);
        else Run(command[0], arguments);
    }

    private static string Run(string program, params string[] arguments)
    {
        // The server keeps what it inherits: a pipe of it would never end.
        bool stays = arguments.Contains("start");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !stays, RedirectStandardError = !stays, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var error = stays ? Task.FromResult("see its log") : process.StandardError.ReadToEndAsync();
        string output = stays ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }
}
