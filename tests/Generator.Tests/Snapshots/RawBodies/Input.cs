using System.IO;

namespace Acme
{
    public static class Uploads
    {
        [AsyncJob("POST /uploads/{name}")]
        public static Task Store(string name, [FromBody] Stream content, JobContext job) => Task.CompletedTask;

        [AsyncJob("POST /optional")]
        public static Task Optional(JobContext job, [FromBody] Stream? content = null) => Task.CompletedTask;

        [AsyncJob("POST /bytes")]
        public static Task Bytes([FromBody] byte[] content, JobContext job) => Task.CompletedTask;

        [AsyncJob("POST /memory")]
        public static Task Memory(ReadOnlyMemory<byte> content, JobContext job) => Task.CompletedTask;

        [AsyncJob("POST /text")]
        public static Task Text([FromBody] string content, JobContext job) => Task.CompletedTask;
    }
}
