using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

/// <summary>Writes how many methods the JIT compiled into the file of the variable COLDSTART_METHODS, when the process ends or is asked to.</summary>
/// <remarks>The runtime finds it by this name: host-startup-hook.md among the design documents of dotnet/runtime.</remarks>
internal static class StartupHook
{
    private static PosixSignalRegistration? s_end;

    public static void Initialize()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Write(JitInfo.GetCompiledMethodCount());
        s_end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static _ =>
        {
            Write(JitInfo.GetCompiledMethodCount());
            s_end?.Dispose();
        });
    }

    private static void Write(long count)
    {
        if (Environment.GetEnvironmentVariable("COLDSTART_METHODS") is { } file)
            File.WriteAllText(file, count.ToString(CultureInfo.InvariantCulture));
    }
}
