// libraries: AmazonLambdaCore, AspNetCore
using Microsoft.AspNetCore.Http;

public class Proxy(HttpClient http, IHttpContextAccessor accessor)
{
    public Task<string> Get(string path) => http.GetStringAsync(path, accessor.HttpContext!.RequestAborted);
}
