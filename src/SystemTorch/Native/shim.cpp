// The whole native side of SystemTorch: calls any ATen operator by its schema name through the dispatcher (boxed), plus the handful of
// things an operator cannot give. A handle is a TensorImpl* that owns one reference; null is the undefined tensor.
// Nothing throws across this boundary: a failing call returns -1 (or null) and st_last_error() tells why, per thread.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/autograd/autograd.h>
#if __has_include(<torch/headeronly/version.h>)  // where 2.9 moved it
#include <torch/headeronly/version.h>
#else
#include <torch/csrc/api/include/torch/version.h>
#endif

#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#define API extern "C" __attribute__((visibility("default")))

namespace {

using at::Tensor;
using c10::IValue;
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 6)
using std::optional;  // c10's was a class of its own, then an alias of this one, and is going
#else
using c10::optional;
#endif
using TensorPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

// Mirrors Native/NativeArgument.cs.
enum Tag : int32_t { kNone, kTensor, kInt, kDouble, kBool, kInts, kDoubles, kBools, kTensors, kString, kDevice, kGenerator, kDefault };

struct Argument {
    int32_t tag;
    int32_t count;
    union {
        int64_t i;
        double d;
        void* p;
    };
};

thread_local std::string last_error;
thread_local std::vector<Argument> results;

// Each API body runs inside this, so that libtorch's exceptions end here.
template <typename T, typename F>
T guarded(T failed, F&& body) noexcept {
    try {
        return body();
    } catch (const c10::Error& e) {
        last_error = e.what_without_backtrace();
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "unknown native error";
    }
    return failed;
}

Tensor borrow(void* handle) {
    return handle == nullptr ? Tensor() : Tensor(TensorPtr::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

c10::TensorImpl* impl(void* handle) { return static_cast<c10::TensorImpl*>(handle); }

void* give(Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<Tensor> borrow_all(void** handles, int count) {
    std::vector<Tensor> tensors;
    tensors.reserve(count);
    for (int i = 0; i < count; i++)
        tensors.push_back(borrow(handles[i]));
    return tensors;
}

c10::Device device_of(int64_t packed) {  // type in the low half, index in the high half, -1 when unset
    return c10::Device(static_cast<c10::DeviceType>(static_cast<int32_t>(packed & 0xffffffff)), static_cast<c10::DeviceIndex>(packed >> 32));
}

enum class Wants : uint8_t { kAnything, kTensor, kFloat, kOptionalTensors };

struct Operator {
    c10::OperatorHandle handle;
    std::string name;
    std::vector<Wants> wants;
    std::vector<IValue> defaults;
    std::vector<bool> has_default;

    explicit Operator(c10::OperatorHandle found, std::string full_name) : handle(found), name(std::move(full_name)) {
        for (const auto& argument : handle.schema().arguments()) {
            const std::string type = argument.type()->annotation_str();
            wants.push_back(type == "Tensor" ? Wants::kTensor
                : type == "float" || type == "Optional[float]" ? Wants::kFloat
                : type == "List[Optional[Tensor]]" ? Wants::kOptionalTensors
                : Wants::kAnything);
            has_default.push_back(argument.default_value().has_value());
            defaults.push_back(argument.default_value().value_or(IValue()));
        }
    }
};

IValue tensors_value(const Argument& a, bool nullable) {
    auto handles = static_cast<void**>(a.p);
    if (!nullable)
        return IValue(c10::List<Tensor>(borrow_all(handles, a.count)));
    c10::List<optional<Tensor>> list;
    for (int i = 0; i < a.count; i++)
        list.push_back(handles[i] == nullptr ? optional<Tensor>() : optional<Tensor>(borrow(handles[i])));
    return IValue(std::move(list));
}

IValue bools_value(const Argument& a) {
    c10::List<bool> list;
    for (int i = 0; i < a.count; i++)
        list.push_back(static_cast<int64_t*>(a.p)[i] != 0);
    return IValue(std::move(list));
}

IValue value_of(const Argument& a, const Operator& op, size_t position) {
    switch (a.tag) {
        case kTensor: return IValue(borrow(a.p));
        case kInt: return op.wants[position] == Wants::kFloat ? IValue(static_cast<double>(a.i)) : IValue(a.i);
        case kDouble: return IValue(a.d);
        case kBool: return IValue(a.i != 0);
        case kInts: return IValue(at::IntArrayRef(static_cast<int64_t*>(a.p), a.count));
        case kDoubles: return IValue(at::ArrayRef<double>(static_cast<double*>(a.p), a.count));
        case kBools: return bools_value(a);
        case kTensors: return tensors_value(a, op.wants[position] == Wants::kOptionalTensors);
        case kString: return IValue(std::string(static_cast<char*>(a.p), a.count));
        case kDevice: return IValue(device_of(a.i));
        case kGenerator:
            return IValue(at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(a.p))));
        case kDefault: return op.defaults[position];
        default:
            TORCH_CHECK(op.wants[position] != Wants::kTensor, op.name, ": argument '", op.handle.schema().arguments()[position].name(),
                "' must be a tensor, and is null");
            return IValue();
    }
}

void return_value(IValue& value) {
    Argument a{};
    if (value.isTensor()) {
        a.tag = kTensor;
        a.p = give(std::move(value).toTensor());
    } else if (value.isTensorList()) {
        for (Tensor tensor : value.toTensorVector()) {
            a.tag = kTensor;
            a.p = give(std::move(tensor));
            results.push_back(a);
        }
        return;
    } else if (value.isInt()) {
        a.tag = kInt;
        a.i = value.toInt();
    } else if (value.isDouble()) {
        a.tag = kDouble;
        a.d = value.toDouble();
    } else if (value.isBool()) {
        a.tag = kBool;
        a.i = value.toBool();
    } else if (value.isScalar()) {
        TORCH_CHECK(false, "a complex number was returned; SystemTorch has real ones only");
    }
    results.push_back(a);
}

}  // namespace

API const char* st_last_error() { return last_error.c_str(); }
API const char* st_version() { return TORCH_VERSION; }

// ---- operators

API void* st_find(const char* name, const char* overload) {
    return guarded<void*>(nullptr, [&]() -> void* {
        std::string full = std::string("aten::") + name;
        auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(full.c_str(), overload);
        return new Operator(handle, *overload == 0 ? full : full + "." + overload);
    });
}

// Calls the operator; arguments left off at the end take the schema's defaults. Returns how many results there are; they are read
// from *out, which stays valid until this thread's next call. Tensors among them are owned by the caller.
API int st_call(void* operator_handle, const Argument* arguments, int count, Argument** out) {
    return guarded<int>(-1, [&] {
        auto& op = *static_cast<Operator*>(operator_handle);
        TORCH_CHECK(static_cast<size_t>(count) <= op.wants.size(), op.name, ": ", count, " arguments for ", op.wants.size());
        std::vector<IValue> stack;
        stack.reserve(std::max<size_t>(op.wants.size(), 3));
        for (int i = 0; i < count; i++)
            stack.push_back(value_of(arguments[i], op, i));
        for (size_t i = count; i < op.wants.size(); i++) {
            TORCH_CHECK(op.has_default[i] || op.wants[i] != Wants::kTensor, op.name, ": missing argument ", i);
            stack.push_back(op.defaults[i]);
        }
        op.handle.callBoxed(&stack);
        results.clear();
        for (auto& value : stack)
            return_value(value);
        *out = results.data();
        return static_cast<int>(results.size());
    });
}

// ---- tensors

API void* st_tensor_from(const void* data, int64_t bytes, int dtype, const int64_t* sizes, int dimensions) {
    return guarded<void*>(nullptr, [&] {
        auto tensor = at::empty(at::IntArrayRef(sizes, dimensions), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
        TORCH_CHECK(static_cast<int64_t>(tensor.nbytes()) == bytes, "the shape holds ", tensor.nbytes(), " bytes, the data are ", bytes);
        if (bytes > 0)
            std::memcpy(tensor.data_ptr(), data, bytes);
        return give(std::move(tensor));
    });
}

API void st_free(void* t) { TensorPtr::reclaim(impl(t)); }
API void* st_alias(void* t) { return give(borrow(t)); }
API void* st_data(void* t) { return guarded<void*>(nullptr, [&] { return borrow(t).data_ptr(); }); }
API int st_dim(void* t) { return static_cast<int>(impl(t)->dim()); }
API const int64_t* st_sizes(void* t) { return impl(t)->sizes().data(); }
API int64_t st_numel(void* t) { return impl(t)->numel(); }
API int st_dtype(void* t) { return static_cast<int>(c10::typeMetaToScalarType(impl(t)->dtype())); }
API int64_t st_storage_offset(void* t) { return impl(t)->storage_offset(); }
API int st_is_contiguous(void* t) { return impl(t)->is_contiguous(); }
API int st_is_sparse(void* t) { return impl(t)->is_sparse(); }

API const int64_t* st_strides(void* t) {
    return guarded<const int64_t*>(nullptr, [&] { return impl(t)->strides().data(); });
}

API int64_t st_device(void* t) {
    auto device = impl(t)->device();
    return (static_cast<int64_t>(device.index()) << 32) | static_cast<uint32_t>(device.type());
}

// ---- autograd

API int st_requires_grad(void* t) { return impl(t)->requires_grad(); }
API int st_is_leaf(void* t) { return borrow(t).is_leaf(); }

API int st_set_requires_grad(void* t, int on) {
    return guarded<int>(-1, [&] { borrow(t).requires_grad_(on != 0); return 0; });
}

API int st_retain_grad(void* t) {
    return guarded<int>(-1, [&] { borrow(t).retain_grad(); return 0; });
}

API void* st_grad(void* t) {
    return guarded<void*>(nullptr, [&] { return give(impl(t)->grad()); });
}

API int st_set_grad(void* t, void* grad) {
    return guarded<int>(-1, [&] { impl(t)->mutable_grad() = borrow(grad); return 0; });
}

// retain_graph: -1 means "as create_graph".
API int st_backward(void** tensors, int count, void** grads, int grad_count, int retain_graph, int create_graph, void** inputs, int input_count) {
    return guarded<int>(-1, [&] {
        torch::autograd::backward(borrow_all(tensors, count), borrow_all(grads, grad_count),
            retain_graph < 0 ? optional<bool>() : optional<bool>(retain_graph != 0), create_graph != 0,
            borrow_all(inputs, input_count));
        return 0;
    });
}

// Writes input_count handles into out, null where an unused input was allowed.
API int st_autograd_grad(void** outputs, int count, void** inputs, int input_count, void** grads, int grad_count, int retain_graph,
    int create_graph, int allow_unused, void** out) {
    return guarded<int>(-1, [&] {
        auto gradients = torch::autograd::grad(borrow_all(outputs, count), borrow_all(inputs, input_count), borrow_all(grads, grad_count),
            retain_graph != 0, create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < gradients.size(); i++)
            out[i] = give(std::move(gradients[i]));
        return 0;
    });
}

API int st_grad_enabled() { return at::GradMode::is_enabled(); }
API void st_set_grad_enabled(int on) { at::GradMode::set_enabled(on != 0); }
API int st_inference_enabled() { return c10::InferenceMode::is_enabled(); }
API void* st_inference_enter(int on) { return new c10::InferenceMode(on != 0); }
API void st_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

// ---- randomness

API void* st_generator_new(uint64_t seed) {
    return guarded<void*>(nullptr, [&]() -> void* { return at::make_generator<at::CPUGeneratorImpl>(seed).unsafeReleaseGeneratorImpl(); });
}

API void* st_generator_default() {
    return guarded<void*>(nullptr, [&]() -> void* { return at::Generator(at::detail::getDefaultCPUGenerator()).unsafeReleaseGeneratorImpl(); });
}

API void st_generator_free(void* g) { c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(g)); }

API uint64_t st_generator_seed(void* g) {
    std::lock_guard<std::mutex> lock(static_cast<c10::GeneratorImpl*>(g)->mutex_);
    return static_cast<c10::GeneratorImpl*>(g)->current_seed();
}

API void st_generator_set_seed(void* g, uint64_t seed) {
    std::lock_guard<std::mutex> lock(static_cast<c10::GeneratorImpl*>(g)->mutex_);
    static_cast<c10::GeneratorImpl*>(g)->set_current_seed(seed);
}

API void* st_generator_state(void* g) {
    return guarded<void*>(nullptr, [&] {
        auto generator = static_cast<c10::GeneratorImpl*>(g);
        std::lock_guard<std::mutex> lock(generator->mutex_);
        return give(Tensor(generator->get_state()));
    });
}

API int st_generator_set_state(void* g, void* state) {
    return guarded<int>(-1, [&] {
        auto generator = static_cast<c10::GeneratorImpl*>(g);
        std::lock_guard<std::mutex> lock(generator->mutex_);
        generator->set_state(*impl(state));
        return 0;
    });
}

// Seeds the default generator of every device there is.
API int st_manual_seed(uint64_t seed) {
    return guarded<int>(-1, [&] { at::manual_seed(seed); return 0; });
}

// ---- the process

API int st_threads() { return at::get_num_threads(); }
API int st_interop_threads() { return at::get_num_interop_threads(); }
API int st_set_threads(int n) { return guarded<int>(-1, [&] { at::set_num_threads(n); return 0; }); }
API int st_set_interop_threads(int n) { return guarded<int>(-1, [&] { at::set_num_interop_threads(n); return 0; }); }

API int st_cuda_devices() {
    return guarded<int>(0, [&]() -> int {
        auto guard = at::hasCUDA() ? c10::impl::device_guard_impl_registry[static_cast<size_t>(c10::DeviceType::CUDA)].load() : nullptr;
        return guard == nullptr ? 0 : static_cast<int>(guard->deviceCount());
    });
}
