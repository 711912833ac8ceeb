using System.Text.Json.Nodes;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>An application whose jobs may have callbacks, and their receiver.</summary>
internal sealed class CallbackBed : IAsyncDisposable
{
    private CallbackBed(CallbackReceiver receiver, bool hasQueue, IPayloadStore? payloads)
    {
        Receiver = receiver;
        Bed = new Bed(
            payloads is null ? null : services => services.AddSingleton(payloads), callbacks: receiver.Options(), hasQueue: hasQueue);
    }

    public CallbackReceiver Receiver { get; }

    public Bed Bed { get; }

    public static async Task<CallbackBed> StartAsync(
        string certificateName = CallbackReceiver.Host, bool hasQueue = true, IPayloadStore? payloads = null) =>
        new(await CallbackReceiver.StartAsync(certificateName), hasQueue, payloads);

    /// <summary>Accepts a job with a callback and gives its id; the dispatcher has its event.</summary>
    public async Task<string> StartJobAsync()
    {
        Reply reply = await Bed.AcceptAsync(Request());
        Bed.Store.ClearCalls();
        return reply.Id;
    }

    public static byte[] Request(string url = CallbackReceiver.Url, Action<JsonObject>? change = null) => SampleEvent.Read(SampleEvent.HttpApi, root =>
    {
        root["headers"]!["x-callback-url"] = url;
        change?.Invoke(root);
    });

    public JobCallback Callback(string id) => Bed.Record(id).Callback!;

    /// <summary>Lets the pauses pass before attempts that follow another.</summary>
    public async Task PassPausesAsync(params double[] seconds)
    {
        foreach (double pause in seconds)
        {
            await Bed.Clock.TimerAsync(TimeSpan.FromSeconds(pause));
            Bed.Clock.Advance(TimeSpan.FromSeconds(pause));
        }
    }

    public IEnumerable<JobLogEntry> LoggedCallbacks() => Bed.Log.Entries.Where(entry => entry.Event.StartsWith("callback.", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => Receiver.DisposeAsync();
}
