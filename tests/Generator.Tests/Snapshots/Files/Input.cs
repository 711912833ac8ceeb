using System.IO;

namespace Acme
{
    public sealed class Reports : IDisposable
    {
        [AsyncJob("POST /reports")]
        public async Task<JobFile> Build(JobContext job)
        {
            await Task.Yield();
            return new JobFile(Stream.Null, "application/pdf", "report.pdf");
        }

        public void Dispose()
        {
        }
    }

    public static class Exports
    {
        [AsyncJob("POST /exports")]
        public static FileStream? Export(JobContext job) => null;

        [AsyncJob("POST /images")]
        public static ValueTask<JobFile?> Image(JobContext job) => new ValueTask<JobFile?>((JobFile?)null);
    }
}
