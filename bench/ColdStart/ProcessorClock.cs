using System.Runtime.InteropServices;

namespace AsyncJobs.ColdStart;

/// <summary>
/// The processor time of another process, with that of its threads that have ended. Process.TotalProcessorTime counts in steps of 10 ms, which is
/// longer than a native program needs.
/// </summary>
internal static partial class ProcessorClock
{
    /// <summary>Milliseconds since the process began.</summary>
    public static double Read(int processId)
    {
        // clock_getcpuclockid gives this clock of a process.
        int clock = (~processId << 3) | 2;
        return GetTime(clock, out Time time) == 0
            ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
            : throw new InvalidOperationException($"The processor time of the process {processId} cannot be read.");
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
