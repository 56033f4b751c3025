using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A disk in memory that can be filled up; made by root alone.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string folder, int megabytes)
    {
        Path = Directory.CreateDirectory(folder).FullName;
        ToolFactAttribute.Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", Path);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file until there is no room left.</summary>
    public static void Fill(string file)
    {
        byte[] block = new byte[1 << 16];
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        for (int length = block.Length; length > 0;)
        {
            try
            {
                stream.Write(block, 0, length);
            }
            catch (IOException)
            {
                // Down to the last byte.
                length /= 2;
            }
        }
    }

    public void Dispose() => ToolFactAttribute.Run("umount", "--lazy", Path);
}

/// <summary>A test that mounts a disk; skipped, with a message, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip = Missing;

    private static string? Missing { get; } = Look();

    private static string? Look()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return "only root on Linux can mount a disk";
        string folder = Directory.CreateTempSubdirectory("policy-ingest-mount-").FullName;
        try
        {
            using var mount = Process.Start(new ProcessStartInfo("sh", ["-c", $"mount -t tmpfs -o size=1m tmpfs '{folder}' && umount '{folder}'"]) { RedirectStandardError = true })!;
            mount.StandardError.ReadToEnd();
            mount.WaitForExit();
            return mount.ExitCode == 0 ? null : "this system lets nobody mount a disk";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
