#nullable disable
namespace Acme;

public class Legacy
{
    [AsyncJob("POST /legacy/{id}")]
    public Task<Reply> Run(string id, string required, Request request, JobContext job, string optional = null, string[] many = null, Uri link = null, int? count = null) =>
        Task.FromResult(new Reply { Text = id + required + optional });
}

public class Request
{
    public string Text { get; set; }
}

public class Reply
{
    public string Text { get; set; }
}
