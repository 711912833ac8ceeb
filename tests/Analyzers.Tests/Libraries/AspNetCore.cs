using System;
using System.Threading;

namespace Microsoft.AspNetCore.Http
{
    public abstract class HttpContext
    {
        public abstract CancellationToken RequestAborted { get; set; }
        public abstract IServiceProvider RequestServices { get; set; }
    }

    public interface IHttpContextAccessor
    {
        HttpContext? HttpContext { get; set; }
    }
}

namespace Microsoft.AspNetCore.Mvc
{
    public abstract class ControllerBase
    {
        public Microsoft.AspNetCore.Http.HttpContext HttpContext => throw new NotSupportedException();
    }
}
