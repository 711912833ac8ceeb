using System.Diagnostics;
using System.Net.Sockets;
using AsyncJobs.Shared;

namespace AsyncJobs.Hosting;

/// <summary>
/// Ends this process when the local host that has started it is gone, however that ended: the operating system closes its connections. On Lambda
/// the platform does this, and there is no lifeline.
/// </summary>
internal static class Lifeline
{
    /// <summary>Watches on a thread of its own, also where a job's method keeps all others busy.</summary>
    /// <param name="address">The host and the port of the local host; null where nobody is to be watched.</param>
    /// <param name="end">Ends the process.</param>
    public static void Watch(string? address, Action end)
    {
        if (string.IsNullOrEmpty(address))
            return;

        Thread thread = new(() => Wait(address, end)) { IsBackground = true, Name = "Lifeline" };
        thread.Start();
    }

    /// <summary>Ends this process at once: nobody is left who waits for what it does, or reads what it prints.</summary>
    public static void End()
    {
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    // An answer comes from somebody who has no lifeline. A local host that cannot be reached has ended before this process came so far.
    private static void Wait(string address, Action end)
    {
        try
        {
            using RuntimeApiConnection connection = new(address);
            connection.Send("GET", LocalPaths.Lifeline, default);
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException)
        {
            end();
        }
    }
}
