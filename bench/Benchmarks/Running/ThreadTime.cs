using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AsyncJobs.Benchmarks.Running;

/// <summary>
/// The processor's time of the thread that asks, which neither other programs nor a collector on threads of its own lengthen. Where the system does
/// not tell it, the time on the wall.
/// </summary>
internal static class ThreadTime
{
    private const int ClockOfThread = 3;
    private const int Samples = 100_000;

    /// <summary>What it costs to ask twice, which whoever measures many short pieces of work takes off.</summary>
    public static TimeSpan OfAsking { get; } = MeasureAsking();

    public static TimeSpan Now => OperatingSystem.IsLinux() && GetTime(ClockOfThread, out Time time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
        : Stopwatch.GetElapsedTime(0);

    public static TimeSpan Of(Action work)
    {
        TimeSpan start = Now;
        work();
        return Now - start;
    }

    private static TimeSpan MeasureAsking()
    {
        TimeSpan sum = TimeSpan.Zero;
        for (int round = 0; round < 2; round++)
        {
            sum = TimeSpan.Zero;
            for (int i = 0; i < Samples; i++)
            {
                TimeSpan start = Now;
                sum += Now - start;
            }
        }

        return sum / Samples;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
