using System.Globalization;

namespace AsyncJobs.ColdStart;

/// <summary>A control group of Linux, of version 1 or 2, in which a program has a share of a processor.</summary>
internal sealed class ProcessorGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";

    // Lambda does not say what its own is. With a short one, whoever has used up their part does not stand still for long.
    private const int PeriodMicroseconds = 20_000;

    private static readonly bool s_isSecond = File.Exists(Root + "/cgroup.controllers");

    private readonly string _folder;

    private ProcessorGroup(string folder) => _folder = folder;

    /// <summary>The file that takes the ids of its processes.</summary>
    public string Members => Path.Combine(_folder, "cgroup.procs");

    /// <summary>Makes a group.</summary>
    /// <param name="share">How much of a processor all of its threads have together.</param>
    /// <exception cref="InvalidOperationException">This machine does not let one be made.</exception>
    public static ProcessorGroup Make(double share)
    {
        string folder = Path.Combine(s_isSecond ? Root : Root + "/cpu", $"coldstart-{Guid.NewGuid():n}");
        try
        {
            Directory.CreateDirectory(folder);
            ProcessorGroup group = new(folder);
            group.Prefer();
            group.Limit(share);
            return group;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            throw new InvalidOperationException(
                $"No control group for processors can be made in {Root}: {exception.Message} This comparison needs Linux, root, and a {Root} that "
                + "can be written to, with the controller 'cpu' turned on for groups below it.",
                exception);
        }
    }

    /// <summary>Changes the share.</summary>
    public void Limit(double share)
    {
        string quota = ((int)(share * PeriodMicroseconds)).ToString(CultureInfo.InvariantCulture);
        string period = PeriodMicroseconds.ToString(CultureInfo.InvariantCulture);
        if (s_isSecond)
        {
            Write("cpu.max", $"{quota} {period}");
            return;
        }

        Write("cpu.cfs_period_us", period);
        Write("cpu.cfs_quota_us", quota);
    }

    /// <summary>Removes it. Its processes must have ended.</summary>
    public void Dispose() => Directory.Delete(_folder);

    // What it may have it shall get, also on a busy machine.
    private void Prefer() => Write(s_isSecond ? "cpu.weight" : "cpu.shares", s_isSecond ? "10000" : "262144");

    // An existing file alone: nothing else can be made in a group.
    private void Write(string name, string value)
    {
        using FileStream file = new(Path.Combine(_folder, name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(value));
    }
}
