# One image for tracker, dashboard and trainer: `docker run platform track|dashboard|train|work …`; see compose.yaml.
# Debian 12, because its libtorch is what SystemTorch is built and tested on. That has no CUDA; for machines with GPUs:
#   docker build --build-arg TORCH_BACKEND=torchsharp-cuda -t platform:cuda .
FROM debian:bookworm-slim AS base
ENV DOTNET_ROOT=/usr/share/dotnet PATH=/usr/share/dotnet:$PATH DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl libssl3 libstdc++6 zlib1g \
    && curl -fsSL https://dot.net/v1/dotnet-install.sh -o /usr/local/bin/dotnet-install \
    && rm -rf /var/lib/apt/lists/*

FROM base AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends g++ libtorch-dev nodejs npm \
    && rm -rf /var/lib/apt/lists/* \
    && bash /usr/local/bin/dotnet-install --channel 10.0 --install-dir "$DOTNET_ROOT"
WORKDIR /source
COPY . .
ARG TORCH_BACKEND=system
RUN dotnet publish src/Platform/Platform.csproj -c Release -o /published -p:TorchBackend=$TORCH_BACKEND

FROM base
RUN apt-get update \
    && apt-get install -y --no-install-recommends libtorch1.13 libopenblas0-openmp libturbojpeg0 \
    && rm -rf /var/lib/apt/lists/* \
    && bash /usr/local/bin/dotnet-install --channel 10.0 --runtime aspnetcore --install-dir "$DOTNET_ROOT" \
    && useradd --uid 1000 --create-home platform \
    && install -d -o platform /platform/data /platform/runs /platform/checkpoints
COPY --from=build /published /opt/platform
USER platform
WORKDIR /platform
ENV PLATFORM_Home=/platform
ENTRYPOINT ["dotnet", "/opt/platform/platform.dll"]
CMD ["help"]
