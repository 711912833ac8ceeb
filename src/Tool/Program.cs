using System.Runtime.InteropServices;
using AsyncJobs.Tool;
using AsyncJobs.Tool.Output;

using CancellationTokenSource interrupted = new();
bool isFirst = true;
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

ToolApp app = new(Consoles.Open(), Environment.GetEnvironmentVariable, TimeProvider.System);
return await app.RunAsync(args, interrupted.Token).ConfigureAwait(false);

// The first asks for an end, a second one ends the process as if there were nobody to ask.
void Stop(PosixSignalContext context)
{
    context.Cancel = isFirst;
    isFirst = false;
    interrupted.Cancel();
}
