// \0rolldown/runtime.js
var e = Object.create, t = Object.defineProperty, n = Object.getOwnPropertyDescriptor, r = Object.getOwnPropertyNames, i = Object.getPrototypeOf, a = Object.prototype.hasOwnProperty, o = (e, t) => () => (t || (e((t = { exports: {} }).exports, t, t.exports), e = null), t.exports), s = (e, i, o, s) => {
	if (i && typeof i == "object" || typeof i == "function") for (var c = r(i), l = 0, u = c.length, d; l < u; l++) d = c[l], !a.call(e, d) && d !== o && t(e, d, {
		get: ((e) => i[e]).bind(null, d),
		enumerable: !(s = n(i, d)) || s.enumerable
	});
	return e;
}, c = (n, r, o) => (o = n == null ? {} : e(i(n)), s(r || !n || !n.__esModule || !a.call(n, "default") ? t(o, "default", {
	value: n,
	enumerable: !0
}) : o, n)), l = /* @__PURE__ */ o(((e) => {
	function t(e, t) {
		var n = e.length;
		e.push(t);
		a: for (; 0 < n;) {
			var r = n - 1 >>> 1, a = e[r];
			if (0 < i(a, t)) e[r] = t, e[n] = a, n = r;
			else break a;
		}
	}
	function n(e) {
		return e.length === 0 ? null : e[0];
	}
	function r(e) {
		if (e.length === 0) return null;
		var t = e[0], n = e.pop();
		if (n !== t) {
			e[0] = n;
			a: for (var r = 0, a = e.length, o = a >>> 1; r < o;) {
				var s = 2 * (r + 1) - 1, c = e[s], l = s + 1, u = e[l];
				if (0 > i(c, n)) l < a && 0 > i(u, c) ? (e[r] = u, e[l] = n, r = l) : (e[r] = c, e[s] = n, r = s);
				else if (l < a && 0 > i(u, n)) e[r] = u, e[l] = n, r = l;
				else break a;
			}
		}
		return t;
	}
	function i(e, t) {
		var n = e.sortIndex - t.sortIndex;
		return n === 0 ? e.id - t.id : n;
	}
	if (e.unstable_now = void 0, typeof performance == "object" && typeof performance.now == "function") {
		var a = performance;
		e.unstable_now = function() {
			return a.now();
		};
	} else {
		var o = Date, s = o.now();
		e.unstable_now = function() {
			return o.now() - s;
		};
	}
	var c = [], l = [], u = 1, d = null, f = 3, p = !1, m = !1, h = !1, g = !1, _ = typeof setTimeout == "function" ? setTimeout : null, v = typeof clearTimeout == "function" ? clearTimeout : null, y = typeof setImmediate < "u" ? setImmediate : null;
	function b(e) {
		for (var i = n(l); i !== null;) {
			if (i.callback === null) r(l);
			else if (i.startTime <= e) r(l), i.sortIndex = i.expirationTime, t(c, i);
			else break;
			i = n(l);
		}
	}
	function x(e) {
		if (h = !1, b(e), !m) {
			if (n(c) !== null) m = !0, S || (S = !0, ee());
			else {
				var t = n(l);
				t !== null && re(x, t.startTime - e);
			}
		}
	}
	var S = !1, C = -1, w = 5, T = -1;
	function E() {
		return g ? !0 : !(e.unstable_now() - T < w);
	}
	function D() {
		if (g = !1, S) {
			var t = e.unstable_now();
			T = t;
			var i = !0;
			try {
				a: {
					m = !1, h && (h = !1, v(C), C = -1), p = !0;
					var a = f;
					try {
						b: {
							for (b(t), d = n(c); d !== null && !(d.expirationTime > t && E());) {
								var o = d.callback;
								if (typeof o == "function") {
									d.callback = null, f = d.priorityLevel;
									var s = o(d.expirationTime <= t);
									if (t = e.unstable_now(), typeof s == "function") {
										d.callback = s, b(t), i = !0;
										break b;
									}
									d === n(c) && r(c), b(t);
								} else r(c);
								d = n(c);
							}
							if (d !== null) i = !0;
							else {
								var u = n(l);
								u !== null && re(x, u.startTime - t), i = !1;
							}
						}
						break a;
					} finally {
						d = null, f = a, p = !1;
					}
					i = void 0;
				}
			} finally {
				i ? ee() : S = !1;
			}
		}
	}
	var ee;
	if (typeof y == "function") ee = function() {
		y(D);
	};
	else if (typeof MessageChannel < "u") {
		var te = new MessageChannel(), ne = te.port2;
		te.port1.onmessage = D, ee = function() {
			ne.postMessage(null);
		};
	} else ee = function() {
		_(D, 0);
	};
	function re(t, n) {
		C = _(function() {
			t(e.unstable_now());
		}, n);
	}
	e.unstable_IdlePriority = 5, e.unstable_ImmediatePriority = 1, e.unstable_LowPriority = 4, e.unstable_NormalPriority = 3, e.unstable_Profiling = null, e.unstable_UserBlockingPriority = 2, e.unstable_cancelCallback = function(e) {
		e.callback = null;
	}, e.unstable_forceFrameRate = function(e) {
		0 > e || 125 < e ? console.error("forceFrameRate takes a positive int between 0 and 125, forcing frame rates higher than 125 fps is not supported") : w = 0 < e ? Math.floor(1e3 / e) : 5;
	}, e.unstable_getCurrentPriorityLevel = function() {
		return f;
	}, e.unstable_next = function(e) {
		switch (f) {
			case 1:
			case 2:
			case 3:
				var t = 3;
				break;
			default: t = f;
		}
		var n = f;
		f = t;
		try {
			return e();
		} finally {
			f = n;
		}
	}, e.unstable_requestPaint = function() {
		g = !0;
	}, e.unstable_runWithPriority = function(e, t) {
		switch (e) {
			case 1:
			case 2:
			case 3:
			case 4:
			case 5: break;
			default: e = 3;
		}
		var n = f;
		f = e;
		try {
			return t();
		} finally {
			f = n;
		}
	}, e.unstable_scheduleCallback = function(r, i, a) {
		var o = e.unstable_now();
		switch (typeof a == "object" && a ? (a = a.delay, a = typeof a == "number" && 0 < a ? o + a : o) : a = o, r) {
			case 1:
				var s = -1;
				break;
			case 2:
				s = 250;
				break;
			case 5:
				s = 1073741823;
				break;
			case 4:
				s = 1e4;
				break;
			default: s = 5e3;
		}
		return s = a + s, r = {
			id: u++,
			callback: i,
			priorityLevel: r,
			startTime: a,
			expirationTime: s,
			sortIndex: -1
		}, a > o ? (r.sortIndex = a, t(l, r), n(c) === null && r === n(l) && (h ? (v(C), C = -1) : h = !0, re(x, a - o))) : (r.sortIndex = s, t(c, r), m || p || (m = !0, S || (S = !0, ee()))), r;
	}, e.unstable_shouldYield = E, e.unstable_wrapCallback = function(e) {
		var t = f;
		return function() {
			var n = f;
			f = t;
			try {
				return e.apply(this, arguments);
			} finally {
				f = n;
			}
		};
	};
})), u = /* @__PURE__ */ o(((e, t) => {
	t.exports = l();
})), d = /* @__PURE__ */ o(((e) => {
	var t = Symbol.for("react.transitional.element"), n = Symbol.for("react.portal"), r = Symbol.for("react.fragment"), i = Symbol.for("react.strict_mode"), a = Symbol.for("react.profiler"), o = Symbol.for("react.consumer"), s = Symbol.for("react.context"), c = Symbol.for("react.forward_ref"), l = Symbol.for("react.suspense"), u = Symbol.for("react.memo"), d = Symbol.for("react.lazy"), f = Symbol.for("react.activity"), p = Symbol.for("react.view_transition"), m = Symbol.iterator;
	function h(e) {
		return typeof e != "object" || !e ? null : (e = m && e[m] || e["@@iterator"], typeof e == "function" ? e : null);
	}
	var g = {
		isMounted: function() {
			return !1;
		},
		enqueueForceUpdate: function() {},
		enqueueReplaceState: function() {},
		enqueueSetState: function() {}
	}, _ = Object.assign, v = {};
	function y(e, t, n) {
		this.props = e, this.context = t, this.refs = v, this.updater = n || g;
	}
	y.prototype.isReactComponent = {}, y.prototype.setState = function(e, t) {
		if (typeof e != "object" && typeof e != "function" && e != null) throw Error("takes an object of state variables to update or a function which returns an object of state variables.");
		this.updater.enqueueSetState(this, e, t, "setState");
	}, y.prototype.forceUpdate = function(e) {
		this.updater.enqueueForceUpdate(this, e, "forceUpdate");
	};
	function b() {}
	b.prototype = y.prototype;
	function x(e, t, n) {
		this.props = e, this.context = t, this.refs = v, this.updater = n || g;
	}
	var S = x.prototype = new b();
	S.constructor = x, _(S, y.prototype), S.isPureReactComponent = !0;
	var C = Array.isArray;
	function w() {}
	var T = {
		H: null,
		A: null,
		T: null,
		S: null
	}, E = Object.prototype.hasOwnProperty;
	function D(e, n, r) {
		var i = r.ref;
		return {
			$$typeof: t,
			type: e,
			key: n,
			ref: i === void 0 ? null : i,
			props: r
		};
	}
	function ee(e, t) {
		return D(e.type, t, e.props);
	}
	function te(e) {
		return typeof e == "object" && !!e && e.$$typeof === t;
	}
	function ne(e) {
		var t = {
			"=": "=0",
			":": "=2"
		};
		return "$" + e.replace(/[=:]/g, function(e) {
			return t[e];
		});
	}
	var re = /\/+/g;
	function ie(e, t) {
		return typeof e == "object" && e && e.key != null ? ne("" + e.key) : t.toString(36);
	}
	function ae(e) {
		switch (e.status) {
			case "fulfilled": return e.value;
			case "rejected": throw e.reason;
			default: switch (typeof e.status == "string" ? e.then(w, w) : (e.status = "pending", e.then(function(t) {
				e.status === "pending" && (e.status = "fulfilled", e.value = t);
			}, function(t) {
				e.status === "pending" && (e.status = "rejected", e.reason = t);
			})), e.status) {
				case "fulfilled": return e.value;
				case "rejected": throw e.reason;
			}
		}
		throw e;
	}
	function O(e, r, i, a, o) {
		var s = typeof e;
		(s === "undefined" || s === "boolean") && (e = null);
		var c = !1;
		if (e === null) c = !0;
		else switch (s) {
			case "bigint":
			case "string":
			case "number":
				c = !0;
				break;
			case "object": switch (e.$$typeof) {
				case t:
				case n:
					c = !0;
					break;
				case d: return c = e._init, O(c(e._payload), r, i, a, o);
			}
		}
		if (c) return o = o(e), c = a === "" ? "." + ie(e, 0) : a, C(o) ? (i = "", c != null && (i = c.replace(re, "$&/") + "/"), O(o, r, i, "", function(e) {
			return e;
		})) : o != null && (te(o) && (o = ee(o, i + (o.key == null || e && e.key === o.key ? "" : ("" + o.key).replace(re, "$&/") + "/") + c)), r.push(o)), 1;
		c = 0;
		var l = a === "" ? "." : a + ":";
		if (C(e)) for (var u = 0; u < e.length; u++) a = e[u], s = l + ie(a, u), c += O(a, r, i, s, o);
		else if (u = h(e), typeof u == "function") for (e = u.call(e), u = 0; !(a = e.next()).done;) a = a.value, s = l + ie(a, u++), c += O(a, r, i, s, o);
		else if (s === "object") {
			if (typeof e.then == "function") return O(ae(e), r, i, a, o);
			throw r = String(e), Error("Objects are not valid as a React child (found: " + (r === "[object Object]" ? "object with keys {" + Object.keys(e).join(", ") + "}" : r) + "). If you meant to render a collection of children, use an array instead.");
		}
		return c;
	}
	function oe(e, t, n) {
		if (e == null) return e;
		var r = [], i = 0;
		return O(e, r, "", "", function(e) {
			return t.call(n, e, i++);
		}), r;
	}
	function se(e) {
		if (e._status === -1) {
			var t = e._result, n = t();
			n.then(function(t) {
				(e._status === 0 || e._status === -1) && (e._status = 1, e._result = t, n.status === void 0 && (n.status = "fulfilled", n.value = t));
			}, function(t) {
				(e._status === 0 || e._status === -1) && (e._status = 2, e._result = t, n.status === void 0 && (n.status = "rejected", n.reason = t));
			}), e._status === -1 && (e._status = 0, e._result = n);
		}
		if (e._status === 1) return e._result.default;
		throw e._result;
	}
	var ce = typeof reportError == "function" ? reportError : function(e) {
		if (typeof window == "object" && typeof window.ErrorEvent == "function") {
			var t = new window.ErrorEvent("error", {
				bubbles: !0,
				cancelable: !0,
				message: typeof e == "object" && e && typeof e.message == "string" ? String(e.message) : String(e),
				error: e
			});
			if (!window.dispatchEvent(t)) return;
		} else if (typeof process == "object" && typeof process.emit == "function") {
			process.emit("uncaughtException", e);
			return;
		}
		console.error(e);
	};
	function le(e) {
		var t = T.T, n = {};
		n.types = t === null ? null : t.types, T.T = n;
		try {
			var r = e(), i = T.S;
			i !== null && i(n, r), typeof r == "object" && r && typeof r.then == "function" && r.then(w, ce);
		} catch (e) {
			ce(e);
		} finally {
			t !== null && n.types !== null && (t.types = n.types), T.T = t;
		}
	}
	function k(e) {
		var t = T.T;
		if (t !== null) {
			var n = t.types;
			n === null ? t.types = [e] : n.indexOf(e) === -1 && n.push(e);
		} else le(k.bind(null, e));
	}
	var ue = {
		map: oe,
		forEach: function(e, t, n) {
			oe(e, function() {
				t.apply(this, arguments);
			}, n);
		},
		count: function(e) {
			var t = 0;
			return oe(e, function() {
				t++;
			}), t;
		},
		toArray: function(e) {
			return oe(e, function(e) {
				return e;
			}) || [];
		},
		only: function(e) {
			if (!te(e)) throw Error("React.Children.only expected to receive a single React element child.");
			return e;
		}
	};
	e.Activity = f, e.Children = ue, e.Component = y, e.Fragment = r, e.Profiler = a, e.PureComponent = x, e.StrictMode = i, e.Suspense = l, e.ViewTransition = p, e.__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE = T, e.__COMPILER_RUNTIME = {
		__proto__: null,
		c: function(e) {
			return T.H.useMemoCache(e);
		}
	}, e.addTransitionType = k, e.cache = function(e) {
		return function() {
			return e.apply(null, arguments);
		};
	}, e.cacheSignal = function() {
		return null;
	}, e.cloneElement = function(e, t, n) {
		if (e == null) throw Error("The argument must be a React element, but you passed " + e + ".");
		var r = _({}, e.props), i = e.key;
		if (t != null) for (a in t.key !== void 0 && (i = "" + t.key), t) !E.call(t, a) || a === "key" || a === "__self" || a === "__source" || a === "ref" && t.ref === void 0 || (r[a] = t[a]);
		var a = arguments.length - 2;
		if (a === 1) r.children = n;
		else if (1 < a) {
			for (var o = Array(a), s = 0; s < a; s++) o[s] = arguments[s + 2];
			r.children = o;
		}
		return D(e.type, i, r);
	}, e.createContext = function(e) {
		return e = {
			$$typeof: s,
			_currentValue: e,
			_currentValue2: e,
			_threadCount: 0,
			Provider: null,
			Consumer: null
		}, e.Provider = e, e.Consumer = {
			$$typeof: o,
			_context: e
		}, e;
	}, e.createElement = function(e, t, n) {
		var r, i = {}, a = null;
		if (t != null) for (r in t.key !== void 0 && (a = "" + t.key), t) E.call(t, r) && r !== "key" && r !== "__self" && r !== "__source" && (i[r] = t[r]);
		var o = arguments.length - 2;
		if (o === 1) i.children = n;
		else if (1 < o) {
			for (var s = Array(o), c = 0; c < o; c++) s[c] = arguments[c + 2];
			i.children = s;
		}
		if (e && e.defaultProps) for (r in o = e.defaultProps, o) i[r] === void 0 && (i[r] = o[r]);
		return D(e, a, i);
	}, e.createRef = function() {
		return { current: null };
	}, e.forwardRef = function(e) {
		return {
			$$typeof: c,
			render: e
		};
	}, e.isValidElement = te, e.lazy = function(e) {
		return {
			$$typeof: d,
			_payload: {
				_status: -1,
				_result: e
			},
			_init: se
		};
	}, e.memo = function(e, t) {
		return {
			$$typeof: u,
			type: e,
			compare: t === void 0 ? null : t
		};
	}, e.startTransition = le, e.unstable_useCacheRefresh = function() {
		return T.H.useCacheRefresh();
	}, e.use = function(e) {
		return T.H.use(e);
	}, e.useActionState = function(e, t, n) {
		return T.H.useActionState(e, t, n);
	}, e.useCallback = function(e, t) {
		return T.H.useCallback(e, t);
	}, e.useContext = function(e) {
		return T.H.useContext(e);
	}, e.useDebugValue = function() {}, e.useDeferredValue = function(e, t) {
		return T.H.useDeferredValue(e, t);
	}, e.useEffect = function(e, t) {
		return T.H.useEffect(e, t);
	}, e.useEffectEvent = function(e) {
		return T.H.useEffectEvent(e);
	}, e.useId = function() {
		return T.H.useId();
	}, e.useImperativeHandle = function(e, t, n) {
		return T.H.useImperativeHandle(e, t, n);
	}, e.useInsertionEffect = function(e, t) {
		return T.H.useInsertionEffect(e, t);
	}, e.useLayoutEffect = function(e, t) {
		return T.H.useLayoutEffect(e, t);
	}, e.useMemo = function(e, t) {
		return T.H.useMemo(e, t);
	}, e.useOptimistic = function(e, t) {
		return T.H.useOptimistic(e, t);
	}, e.useReducer = function(e, t, n) {
		return T.H.useReducer(e, t, n);
	}, e.useRef = function(e) {
		return T.H.useRef(e);
	}, e.useState = function(e) {
		return T.H.useState(e);
	}, e.useSyncExternalStore = function(e, t, n) {
		return T.H.useSyncExternalStore(e, t, n);
	}, e.useTransition = function() {
		return T.H.useTransition();
	}, e.version = "19.3.1";
})), f = /* @__PURE__ */ o(((e, t) => {
	t.exports = d();
})), p = /* @__PURE__ */ o(((e) => {
	var t = f();
	function n(e) {
		var t = "https://react.dev/errors/" + e;
		if (1 < arguments.length) {
			t += "?args[]=" + encodeURIComponent(arguments[1]);
			for (var n = 2; n < arguments.length; n++) t += "&args[]=" + encodeURIComponent(arguments[n]);
		}
		return "Minified React error #" + e + "; visit " + t + " for the full message or use the non-minified dev environment for full errors and additional helpful warnings.";
	}
	function r() {}
	var i = {
		d: {
			f: r,
			r: function() {
				throw Error(n(522));
			},
			D: r,
			C: r,
			L: r,
			m: r,
			X: r,
			S: r,
			M: r
		},
		p: 0,
		findDOMNode: null
	}, a = Symbol.for("react.portal"), o = Symbol.for("react.recoverable"), s = Symbol.for("react.optimistic_key");
	function c(e, t, n) {
		var r = 3 < arguments.length && arguments[3] !== void 0 ? arguments[3] : null;
		return {
			$$typeof: a,
			key: r == null ? null : r === s ? s : "" + r,
			children: e,
			containerInfo: t,
			implementation: n
		};
	}
	var l = t.__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE;
	function u(e, t) {
		if (e === "font") return "";
		if (typeof t == "string") return t === "use-credentials" ? t : "";
	}
	e.__DOM_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE = i, e.browser = function(e) {
		return {
			$$typeof: o,
			_reason: e
		};
	}, e.createPortal = function(e, t) {
		var r = 2 < arguments.length && arguments[2] !== void 0 ? arguments[2] : null;
		if (!t || t.nodeType !== 1 && t.nodeType !== 9 && t.nodeType !== 11) throw Error(n(299));
		return c(e, t, null, r);
	}, e.flushSync = function(e) {
		var t = l.T, n = i.p;
		try {
			if (l.T = null, i.p = 2, e) return e();
		} finally {
			l.T = t, i.p = n, i.d.f();
		}
	}, e.preconnect = function(e, t) {
		typeof e == "string" && (t ? (t = t.crossOrigin, t = typeof t == "string" ? t === "use-credentials" ? t : "" : void 0) : t = null, i.d.C(e, t));
	}, e.prefetchDNS = function(e) {
		typeof e == "string" && i.d.D(e);
	}, e.preinit = function(e, t) {
		if (typeof e == "string" && t && typeof t.as == "string") {
			var n = t.as, r = u(n, t.crossOrigin), a = typeof t.integrity == "string" ? t.integrity : void 0, o = typeof t.fetchPriority == "string" ? t.fetchPriority : void 0;
			n === "style" ? i.d.S(e, typeof t.precedence == "string" ? t.precedence : void 0, {
				crossOrigin: r,
				integrity: a,
				fetchPriority: o
			}) : n === "script" && i.d.X(e, {
				crossOrigin: r,
				integrity: a,
				fetchPriority: o,
				nonce: typeof t.nonce == "string" ? t.nonce : void 0
			});
		}
	}, e.preinitModule = function(e, t) {
		if (typeof e == "string") {
			if (typeof t == "object" && t) {
				if (t.as == null || t.as === "script") {
					var n = u(t.as, t.crossOrigin);
					i.d.M(e, {
						crossOrigin: n,
						integrity: typeof t.integrity == "string" ? t.integrity : void 0,
						nonce: typeof t.nonce == "string" ? t.nonce : void 0,
						fetchPriority: typeof t.fetchPriority == "string" ? t.fetchPriority : void 0
					});
				}
			} else t ?? i.d.M(e);
		}
	}, e.preload = function(e, t) {
		if (typeof e == "string" && typeof t == "object" && t && typeof t.as == "string") {
			var n = t.as, r = u(n, t.crossOrigin);
			i.d.L(e, n, {
				crossOrigin: r,
				integrity: typeof t.integrity == "string" ? t.integrity : void 0,
				nonce: typeof t.nonce == "string" ? t.nonce : void 0,
				type: typeof t.type == "string" ? t.type : void 0,
				fetchPriority: typeof t.fetchPriority == "string" ? t.fetchPriority : void 0,
				referrerPolicy: typeof t.referrerPolicy == "string" ? t.referrerPolicy : void 0,
				imageSrcSet: typeof t.imageSrcSet == "string" ? t.imageSrcSet : void 0,
				imageSizes: typeof t.imageSizes == "string" ? t.imageSizes : void 0,
				media: typeof t.media == "string" ? t.media : void 0
			});
		}
	}, e.preloadModule = function(e, t) {
		if (typeof e == "string") {
			if (t) {
				var n = u(t.as, t.crossOrigin);
				i.d.m(e, {
					as: typeof t.as == "string" && t.as !== "script" ? t.as : void 0,
					crossOrigin: n,
					integrity: typeof t.integrity == "string" ? t.integrity : void 0,
					nonce: typeof t.nonce == "string" ? t.nonce : void 0,
					fetchPriority: typeof t.fetchPriority == "string" ? t.fetchPriority : void 0
				});
			} else i.d.m(e);
		}
	}, e.requestFormReset = function(e) {
		i.d.r(e);
	}, e.unstable_batchedUpdates = function(e, t) {
		return e(t);
	}, e.useFormState = function(e, t, n) {
		return l.H.useFormState(e, t, n);
	}, e.useFormStatus = function() {
		return l.H.useHostTransitionStatus();
	}, e.version = "19.3.1";
})), m = /* @__PURE__ */ o(((e, t) => {
	function n() {
		if (typeof __REACT_DEVTOOLS_GLOBAL_HOOK__ < "u" && typeof __REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE == "function") try {
			__REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE(n);
		} catch (e) {
			console.error(e);
		}
	}
	n(), t.exports = p();
})), h = /* @__PURE__ */ o(((e) => {
	var t = u(), n = f(), r = m();
	function i(e) {
		var t = "https://react.dev/errors/" + e;
		if (1 < arguments.length) {
			t += "?args[]=" + encodeURIComponent(arguments[1]);
			for (var n = 2; n < arguments.length; n++) t += "&args[]=" + encodeURIComponent(arguments[n]);
		}
		return "Minified React error #" + e + "; visit " + t + " for the full message or use the non-minified dev environment for full errors and additional helpful warnings.";
	}
	function a(e) {
		return !(!e || e.nodeType !== 1 && e.nodeType !== 9 && e.nodeType !== 11);
	}
	function o(e) {
		for (var t = e, n = t; n && !n.alternate;) t = n, t.flags & 4098 && (e = t.return), n = t.return;
		for (; t.return;) t = t.return;
		return t.tag === 3 ? e : null;
	}
	function s(e) {
		if (e.tag === 13) {
			var t = e.memoizedState;
			if (t === null && (e = e.alternate, e !== null && (t = e.memoizedState)), t !== null) return t.dehydrated;
		}
		return null;
	}
	function c(e) {
		if (e.tag === 31) {
			var t = e.memoizedState;
			if (t === null && (e = e.alternate, e !== null && (t = e.memoizedState)), t !== null) return t.dehydrated;
		}
		return null;
	}
	function l(e) {
		if (o(e) !== e) throw Error(i(188));
	}
	function d(e) {
		var t = e.alternate;
		if (!t) {
			if (t = o(e), t === null) throw Error(i(188));
			return t === e ? e : null;
		}
		for (var n = e, r = t;;) {
			var a = n.return;
			if (a === null) break;
			var s = a.alternate;
			if (s === null) {
				if (r = a.return, r !== null) {
					n = r;
					continue;
				}
				break;
			}
			if (a.child === s.child) {
				for (s = a.child; s;) {
					if (s === n) return l(a), e;
					if (s === r) return l(a), t;
					s = s.sibling;
				}
				throw Error(i(188));
			}
			if (n.return !== r.return) n = a, r = s;
			else {
				for (var c = !1, u = a.child; u;) {
					if (u === n) {
						c = !0, n = a, r = s;
						break;
					}
					if (u === r) {
						c = !0, r = a, n = s;
						break;
					}
					u = u.sibling;
				}
				if (!c) {
					for (u = s.child; u;) {
						if (u === n) {
							c = !0, n = s, r = a;
							break;
						}
						if (u === r) {
							c = !0, r = s, n = a;
							break;
						}
						u = u.sibling;
					}
					if (!c) throw Error(i(189));
				}
			}
			if (n.alternate !== r) throw Error(i(190));
		}
		if (n.tag !== 3) throw Error(i(188));
		return n.stateNode.current === n ? e : t;
	}
	function p(e) {
		var t = e.tag;
		if (t === 5 || t === 26 || t === 27 || t === 6) return e;
		for (e = e.child; e !== null;) {
			if (t = p(e), t !== null) return t;
			e = e.sibling;
		}
		return null;
	}
	function h(e, t, n, r, i, a) {
		for (; e !== null;) {
			if ((e.tag === 5 || e.tag === 27 || e.tag === 6) && n(e, r, i, a) || (e.tag !== 22 || e.memoizedState === null) && (t || e.tag !== 5 && e.tag !== 27) && h(e.child, t, n, r, i, a)) return !0;
			e = e.sibling;
		}
		return !1;
	}
	function g(e) {
		for (e = e.return; e !== null;) {
			if (e.tag === 3 || e.tag === 5 || e.tag === 27) return e;
			e = e.return;
		}
		return null;
	}
	function _(e) {
		var t = !1;
		for (e = e.return; e !== null && (e.tag === 4 && (t = !0), e.tag !== 3 && e.tag !== 5 && e.tag !== 27);) e = e.return;
		return t;
	}
	function v(e) {
		var t = [null, null], n = g(e);
		return n === null || y(t, e, n.child, { foundSelf: !1 }), t;
	}
	function y(e, t, n, r) {
		for (; n !== null;) {
			if (n === t) r.foundSelf = !0;
			else if (n.tag === 5 || n.tag === 27 || n.tag === 6) {
				if (r.foundSelf) return e[1] = n, !0;
				e[0] = n;
			} else if ((n.tag !== 22 || n.memoizedState === null) && y(e, t, n.child, r)) return !0;
			n = n.sibling;
		}
		return !1;
	}
	function b(e) {
		switch (e.tag) {
			case 5:
			case 27:
			case 6: return e.stateNode;
			case 3: return e.stateNode.containerInfo;
			default: throw Error(i(559));
		}
	}
	var x = null, S = null;
	function C(e, t, n) {
		return e === n || e === t && (x = e, !0);
	}
	function w(e, t, n) {
		return e === n ? (S = e, !1) : e === t && (S !== null && (x = e), !0);
	}
	function T(e) {
		if (e === null) return null;
		do
			e = e === null ? null : e.return;
		while (e && e.tag !== 5 && e.tag !== 27 && e.tag !== 3);
		return e || null;
	}
	function E(e, t, n) {
		for (var r = 0, i = e; i; i = n(i)) r++;
		i = 0;
		for (var a = t; a; a = n(a)) i++;
		for (; 0 < r - i;) e = n(e), r--;
		for (; 0 < i - r;) t = n(t), i--;
		for (; r--;) {
			if (e === t || t !== null && e === t.alternate) return e;
			e = n(e), t = n(t);
		}
		return null;
	}
	var D = Object.assign, ee = Symbol.for("react.element"), te = Symbol.for("react.transitional.element"), ne = Symbol.for("react.portal"), re = Symbol.for("react.fragment"), ie = Symbol.for("react.strict_mode"), ae = Symbol.for("react.profiler"), O = Symbol.for("react.consumer"), oe = Symbol.for("react.context"), se = Symbol.for("react.forward_ref"), ce = Symbol.for("react.suspense"), le = Symbol.for("react.suspense_list"), k = Symbol.for("react.memo"), ue = Symbol.for("react.lazy"), A = Symbol.for("react.activity"), de = Symbol.for("react.legacy_hidden"), fe = Symbol.for("react.memo_cache_sentinel"), j = Symbol.for("react.view_transition"), pe = Symbol.for("react.recoverable"), me = Symbol.iterator;
	function he(e) {
		return typeof e != "object" || !e ? null : (e = me && e[me] || e["@@iterator"], typeof e == "function" ? e : null);
	}
	var ge = Symbol.for("react.client.reference");
	function _e(e) {
		if (e == null) return null;
		if (typeof e == "function") return e.$$typeof === ge ? null : e.displayName || e.name || null;
		if (typeof e == "string") return e;
		switch (e) {
			case re: return "Fragment";
			case ae: return "Profiler";
			case ie: return "StrictMode";
			case ce: return "Suspense";
			case le: return "SuspenseList";
			case A: return "Activity";
			case j: return "ViewTransition";
		}
		if (typeof e == "object") switch (e.$$typeof) {
			case ne: return "Portal";
			case oe: return e.displayName || "Context";
			case O: return (e._context.displayName || "Context") + ".Consumer";
			case se:
				var t = e.render;
				return e = e.displayName, e ||= (e = t.displayName || t.name || "", e === "" ? "ForwardRef" : "ForwardRef(" + e + ")"), e;
			case k: return t = e.displayName || null, t === null ? _e(e.type) || "Memo" : t;
			case ue:
				t = e._payload, e = e._init;
				try {
					return _e(e(t));
				} catch {}
		}
		return null;
	}
	var ve = Array.isArray, M = n.__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE, N = r.__DOM_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE, ye = {
		pending: !1,
		data: null,
		method: null,
		action: null
	}, be = [], xe = -1;
	function Se(e) {
		return { current: e };
	}
	function Ce(e) {
		0 > xe || (e.current = be[xe], be[xe] = null, xe--);
	}
	function P(e, t) {
		xe++, be[xe] = e.current, e.current = t;
	}
	var we = Se(null), Te = Se(null), Ee = Se(null), De = Se(null);
	function Oe(e, t) {
		switch (P(Ee, t), P(Te, e), P(we, null), t.nodeType) {
			case 9:
			case 11:
				e = (e = t.documentElement) && (e = e.namespaceURI) ? up(e) : 0;
				break;
			default: if (e = t.tagName, t = t.namespaceURI) t = up(t), e = dp(t, e);
			else switch (e) {
				case "svg":
					e = 1;
					break;
				case "math":
					e = 2;
					break;
				default: e = 0;
			}
		}
		Ce(we), P(we, e);
	}
	function ke() {
		Ce(we), Ce(Te), Ce(Ee);
	}
	function Ae(e) {
		var t = e.memoizedState;
		t !== null && (sh._currentValue = t.memoizedState, P(De, e)), t = we.current;
		var n = dp(t, e.type);
		t !== n && (P(Te, e), P(we, n));
	}
	function je(e) {
		Te.current === e && (Ce(we), Ce(Te)), De.current === e && (Ce(De), sh._currentValue = ye);
	}
	var Me, Ne;
	function Pe(e) {
		if (Me === void 0) try {
			throw Error();
		} catch (e) {
			var t = e.stack.trim().match(/\n( *(at )?)/);
			Me = t && t[1] || "", Ne = -1 < e.stack.indexOf("\n    at") ? " (<anonymous>)" : -1 < e.stack.indexOf("@") ? "@unknown:0:0" : "";
		}
		return "\n" + Me + e + Ne;
	}
	var Fe = !1;
	function Ie(e, t) {
		if (!e || Fe) return "";
		Fe = !0;
		var n = Error.prepareStackTrace;
		Error.prepareStackTrace = void 0;
		try {
			var r = { DetermineComponentFrameRoot: function() {
				try {
					if (t) {
						var n = function() {
							throw Error();
						};
						if (Object.defineProperty(n.prototype, "props", { set: function() {
							throw Error();
						} }), typeof Reflect == "object" && Reflect.construct) {
							try {
								Reflect.construct(n, []);
							} catch (e) {
								var r = e;
							}
							Reflect.construct(e, [], n);
						} else {
							try {
								n.call();
							} catch (e) {
								r = e;
							}
							n = !1;
							try {
								var i = Object.getOwnPropertyDescriptor(e.prototype, "props");
								Object.defineProperty(e.prototype, "props", {
									configurable: !0,
									set: function() {
										throw Error();
									}
								}), n = !0, new e();
							} finally {
								n && (i === void 0 ? delete e.prototype.props : Object.defineProperty(e.prototype, "props", i));
							}
						}
					} else {
						try {
							throw Error();
						} catch (e) {
							r = e;
						}
						(n = e()) && typeof n.catch == "function" && n.catch(function() {});
					}
				} catch (e) {
					if (e && r && typeof e.stack == "string") return [e.stack, r.stack];
				}
				return [null, null];
			} };
			r.DetermineComponentFrameRoot.displayName = "DetermineComponentFrameRoot";
			var i = Object.getOwnPropertyDescriptor(r.DetermineComponentFrameRoot, "name");
			i && i.configurable && Object.defineProperty(r.DetermineComponentFrameRoot, "name", { value: "DetermineComponentFrameRoot" });
			var a = r.DetermineComponentFrameRoot(), o = a[0], s = a[1];
			if (o && s) {
				var c = o.split("\n"), l = s.split("\n");
				for (i = r = 0; r < c.length && !c[r].includes("DetermineComponentFrameRoot");) r++;
				for (; i < l.length && !l[i].includes("DetermineComponentFrameRoot");) i++;
				if (r === c.length || i === l.length) for (r = c.length - 1, i = l.length - 1; 1 <= r && 0 <= i && c[r] !== l[i];) i--;
				for (; 1 <= r && 0 <= i; r--, i--) if (c[r] !== l[i]) {
					if (r !== 1 || i !== 1) do
						if (r--, i--, 0 > i || c[r] !== l[i]) {
							var u = "\n" + c[r].replace(" at new ", " at ");
							return e.displayName && u.includes("<anonymous>") && (u = u.replace("<anonymous>", e.displayName)), u;
						}
					while (1 <= r && 0 <= i);
					break;
				}
			}
		} finally {
			Fe = !1, Error.prepareStackTrace = n;
		}
		return (n = e ? e.displayName || e.name : "") ? Pe(n) : "";
	}
	function Le(e, t) {
		switch (e.tag) {
			case 26:
			case 27:
			case 5: return Pe(e.type);
			case 16: return Pe("Lazy");
			case 13: return e.child !== t && t !== null ? Pe("Suspense Fallback") : Pe("Suspense");
			case 19: return Pe("SuspenseList");
			case 0:
			case 15: return Ie(e.type, !1);
			case 11: return Ie(e.type.render, !1);
			case 1: return Ie(e.type, !0);
			case 31: return Pe("Activity");
			case 30: return Pe("ViewTransition");
			default: return "";
		}
	}
	function Re(e) {
		try {
			var t = "", n = null;
			do
				t += Le(e, n), n = e, e = e.return;
			while (e);
			return t;
		} catch (e) {
			return "\nError generating stack: " + e.message + "\n" + e.stack;
		}
	}
	var ze = Object.prototype.hasOwnProperty, Be = t.unstable_scheduleCallback, Ve = t.unstable_cancelCallback, He = t.unstable_shouldYield, Ue = t.unstable_requestPaint, We = t.unstable_now, Ge = t.unstable_getCurrentPriorityLevel, Ke = t.unstable_ImmediatePriority, qe = t.unstable_UserBlockingPriority, Je = t.unstable_NormalPriority, Ye = t.unstable_LowPriority, Xe = t.unstable_IdlePriority, Ze = t.log, Qe = t.unstable_setDisableYieldValue, $e = null, et = null;
	function tt(e) {
		if (typeof Ze == "function" && Qe(e), et && typeof et.setStrictMode == "function") try {
			et.setStrictMode($e, e);
		} catch {}
	}
	var nt = Math.clz32 ? Math.clz32 : at, rt = Math.log, it = Math.LN2;
	function at(e) {
		return e >>>= 0, e === 0 ? 32 : 31 - (rt(e) / it | 0) | 0;
	}
	var ot = 256, st = 262144, ct = 4194304;
	function lt(e) {
		var t = e & 42;
		if (t !== 0) return t;
		switch (e & -e) {
			case 1: return 1;
			case 2: return 2;
			case 4: return 4;
			case 8: return 8;
			case 16: return 16;
			case 32: return 32;
			case 64: return 64;
			case 128: return 128;
			case 256:
			case 512:
			case 1024:
			case 2048:
			case 4096:
			case 8192:
			case 16384:
			case 32768:
			case 65536:
			case 131072: return e & -e;
			case 262144:
			case 524288:
			case 1048576:
			case 2097152: return e & 3932160;
			case 4194304:
			case 8388608:
			case 16777216:
			case 33554432: return e & 62914560;
			case 67108864: return 67108864;
			case 134217728: return 134217728;
			case 268435456: return 268435456;
			case 536870912: return 536870912;
			case 1073741824: return 0;
			default: return e;
		}
	}
	function ut(e, t, n) {
		var r = e.pendingLanes;
		if (r === 0) return 0;
		var i = 0, a = e.suspendedLanes, o = e.pingedLanes;
		e = e.warmLanes;
		var s = r & 134217727;
		return s === 0 ? (s = r & ~a, s === 0 ? o === 0 ? n || (n = r & ~e, n !== 0 && (i = lt(n))) : i = lt(o) : i = lt(s)) : (r = s & ~a, r === 0 ? (o &= s, o === 0 ? n || (n = s & ~e, n !== 0 && (i = lt(n))) : i = lt(o)) : i = lt(r)), i === 0 ? 0 : t !== 0 && t !== i && (t & a) === 0 && (a = i & -i, n = t & -t, a >= n || a === 32 && n & 4194048) ? t : i;
	}
	function dt(e, t) {
		return (e.pendingLanes & ~(e.suspendedLanes & ~e.pingedLanes) & t) === 0;
	}
	function ft(e, t) {
		t & 8 && (t |= t & 32);
		var n = e.entangledLanes;
		if (n !== 0) for (e = e.entanglements, n &= t; 0 < n;) {
			var r = 31 - nt(n), i = 1 << r;
			t |= e[r], n &= ~i;
		}
		return t;
	}
	function pt(e, t) {
		switch (e) {
			case 1:
			case 2:
			case 4:
			case 8:
			case 64: return t + 250;
			case 16:
			case 32:
			case 128:
			case 256:
			case 512:
			case 1024:
			case 2048:
			case 4096:
			case 8192:
			case 16384:
			case 32768:
			case 65536:
			case 131072:
			case 262144:
			case 524288:
			case 1048576:
			case 2097152: return t + 5e3;
			case 4194304:
			case 8388608:
			case 16777216:
			case 33554432: return -1;
			case 67108864:
			case 134217728:
			case 268435456:
			case 536870912:
			case 1073741824: return -1;
			default: return -1;
		}
	}
	function mt() {
		var e = ct;
		return ct <<= 1, !(ct & 62914560) && (ct = 4194304), e;
	}
	function ht(e) {
		for (var t = [], n = 0; 31 > n; n++) t.push(e);
		return t;
	}
	function gt(e, t) {
		e.pendingLanes |= t, t !== 268435456 && (e.suspendedLanes = 0, e.pingedLanes = 0, e.warmLanes = 0);
	}
	function _t(e, t, n, r, i, a) {
		var o = e.pendingLanes;
		e.pendingLanes = n, e.suspendedLanes = 0, e.pingedLanes = 0, e.warmLanes = 0, e.expiredLanes &= n, e.entangledLanes &= n, e.errorRecoveryDisabledLanes &= n, e.shellSuspendCounter = 0;
		var s = e.entanglements, c = e.expirationTimes, l = e.hiddenUpdates;
		for (n = o & ~n; 0 < n;) {
			var u = 31 - nt(n), d = 1 << u;
			s[u] = 0, c[u] = -1;
			var f = l[u];
			if (f !== null) for (l[u] = null, u = 0; u < f.length; u++) {
				var p = f[u];
				p !== null && (p.lane &= -536870913);
			}
			n &= ~d;
		}
		r !== 0 && vt(e, r, 0), a !== 0 && i === 0 && e.tag !== 0 && (e.suspendedLanes |= a & ~(o & ~t));
	}
	function vt(e, t, n) {
		e.pendingLanes |= t, e.suspendedLanes &= ~t;
		var r = 31 - nt(t);
		e.entangledLanes |= t, e.entanglements[r] = e.entanglements[r] | 1073741824 | n & 261930;
	}
	function yt(e, t) {
		var n = e.entangledLanes |= t;
		for (e = e.entanglements; n;) {
			var r = 31 - nt(n), i = 1 << r;
			i & t | e[r] & t && (e[r] |= t), n &= ~i;
		}
	}
	function bt(e, t) {
		var n = t & -t;
		return n = n & 42 ? 1 : xt(n), (n & (e.suspendedLanes | t)) === 0 ? n : 0;
	}
	function xt(e) {
		switch (e) {
			case 2:
				e = 1;
				break;
			case 8:
				e = 4;
				break;
			case 32:
				e = 16;
				break;
			case 256:
			case 512:
			case 1024:
			case 2048:
			case 4096:
			case 8192:
			case 16384:
			case 32768:
			case 65536:
			case 131072:
			case 262144:
			case 524288:
			case 1048576:
			case 2097152:
			case 4194304:
			case 8388608:
			case 16777216:
			case 33554432:
				e = 128;
				break;
			case 268435456:
				e = 134217728;
				break;
			default: e = 0;
		}
		return e;
	}
	function St(e) {
		return e &= -e, 2 < e ? 8 < e ? e & 134217727 ? 32 : 268435456 : 8 : 2;
	}
	function Ct() {
		var e = N.p;
		return e === 0 ? (e = window.event, e === void 0 ? 32 : Ch(e.type)) : e;
	}
	function wt(e, t) {
		var n = N.p;
		try {
			return N.p = e, t();
		} finally {
			N.p = n;
		}
	}
	var Tt = Math.random().toString(36).slice(2), Et = "__reactFiber$" + Tt, Dt = "__reactProps$" + Tt, Ot = "__reactContainer$" + Tt, kt = "__reactEvents$" + Tt, At = "__reactListeners$" + Tt, jt = "__reactHandles$" + Tt, Mt = "__reactResources$" + Tt, Nt = "__reactMarker$" + Tt, Pt = "__reactLoad$" + Tt;
	function Ft(e) {
		delete e[Et], delete e[Dt], delete e[At], delete e[jt];
	}
	function It(e) {
		var t;
		if (t = e[Et]) return t;
		for (var n = e.parentNode; n;) {
			if (t = n[Ot] || n[Et]) {
				if (n = t.alternate, t.child !== null || n !== null && n.child !== null) for (e = fm(e); e !== null;) {
					if (n = e[Et]) return n;
					e = fm(e);
				}
				return t;
			}
			e = n, n = e.parentNode;
		}
		return null;
	}
	function Lt(e) {
		if (e = e[Et] || e[Ot]) {
			var t = e.tag;
			if (t === 5 || t === 6 || t === 13 || t === 31 || t === 26 || t === 27 || t === 3) return e;
		}
		return null;
	}
	function Rt(e) {
		var t = e.tag;
		if (t === 5 || t === 26 || t === 27 || t === 6) return e.stateNode;
		throw Error(i(33));
	}
	function zt(e) {
		var t = e[Mt];
		return t ||= e[Mt] = {
			hoistableStyles: /* @__PURE__ */ new Map(),
			hoistableScripts: /* @__PURE__ */ new Map()
		}, t;
	}
	function Bt(e) {
		e[Nt] = !0;
	}
	function Vt(e) {
		e[Pt] = void 0;
	}
	var Ht = /* @__PURE__ */ new Set(), Ut = {};
	function Wt(e, t) {
		Gt(e, t), Gt(e + "Capture", t);
	}
	function Gt(e, t) {
		for (Ut[e] = t, e = 0; e < t.length; e++) Ht.add(t[e]);
	}
	var Kt = RegExp("^[:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD][:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*$"), qt = {}, F = {};
	function Jt(e) {
		return ze.call(F, e) ? !0 : ze.call(qt, e) ? !1 : Kt.test(e) ? F[e] = !0 : (qt[e] = !0, !1);
	}
	var I = !1;
	function Yt() {
		var e = I;
		return I = !1, e;
	}
	function Xt(e, t, n) {
		if (Jt(t)) {
			if (n === null) e.removeAttribute(t);
			else {
				switch (typeof n) {
					case "undefined":
					case "function":
					case "symbol":
						e.removeAttribute(t);
						return;
					case "boolean":
						var r = t.toLowerCase().slice(0, 5);
						if (r !== "data-" && r !== "aria-") {
							e.removeAttribute(t);
							return;
						}
				}
				e.setAttribute(t, n);
			}
		}
	}
	function Zt(e, t, n) {
		if (n === null) e.removeAttribute(t);
		else {
			switch (typeof n) {
				case "undefined":
				case "function":
				case "symbol":
				case "boolean":
					e.removeAttribute(t);
					return;
			}
			e.setAttribute(t, n);
		}
	}
	function Qt(e, t, n, r) {
		if (r === null) e.removeAttribute(n);
		else {
			switch (typeof r) {
				case "undefined":
				case "function":
				case "symbol":
				case "boolean":
					e.removeAttribute(n);
					return;
			}
			e.setAttributeNS(t, n, r);
		}
	}
	function L(e) {
		switch (typeof e) {
			case "bigint":
			case "boolean":
			case "number":
			case "string":
			case "undefined": return e;
			case "object": return e;
			default: return "";
		}
	}
	function $t(e) {
		var t = e.type;
		return (e = e.nodeName) && e.toLowerCase() === "input" && (t === "checkbox" || t === "radio");
	}
	function en(e, t, n) {
		var r = Object.getOwnPropertyDescriptor(e.constructor.prototype, t);
		if (!e.hasOwnProperty(t) && r !== void 0 && typeof r.get == "function" && typeof r.set == "function") {
			var i = r.get, a = r.set;
			return Object.defineProperty(e, t, {
				configurable: !0,
				get: function() {
					return i.call(this);
				},
				set: function(e) {
					n = "" + e, a.call(this, e);
				}
			}), Object.defineProperty(e, t, { enumerable: r.enumerable }), {
				getValue: function() {
					return n;
				},
				setValue: function(e) {
					n = "" + e;
				},
				stopTracking: function() {
					e._valueTracker = null, delete e[t];
				}
			};
		}
	}
	function tn(e) {
		if (!e._valueTracker) {
			var t = $t(e) ? "checked" : "value";
			e._valueTracker = en(e, t, "" + e[t]);
		}
	}
	function nn(e) {
		if (!e) return !1;
		var t = e._valueTracker;
		if (!t) return !0;
		var n = t.getValue(), r = "";
		return e && (r = $t(e) ? e.checked ? "true" : "false" : e.value), e = r, e !== n && (t.setValue(e), !0);
	}
	var rn = /[\n"\\]/g;
	function an(e) {
		return e.replace(rn, function(e) {
			return "\\" + e.charCodeAt(0).toString(16) + " ";
		});
	}
	function on(e, t, n, r, i, a, o, s) {
		e.name = "", o != null && typeof o != "function" && typeof o != "symbol" && typeof o != "boolean" ? e.type = o : e.removeAttribute("type"), t == null ? o !== "submit" && o !== "reset" || e.removeAttribute("value") : o === "number" ? (t === 0 && e.value === "" || e.value != t) && (e.value = "" + L(t)) : e.value !== "" + L(t) && (e.value = "" + L(t)), t == null ? n == null ? r != null && e.removeAttribute("value") : cn(e, L(n)) : o === "number" && e.value == t ? cn(e, L(e.value)) : cn(e, L(t)), i == null && a != null && (e.defaultChecked = !!a), i != null && (e.checked = i && typeof i != "function" && typeof i != "symbol"), s != null && typeof s != "function" && typeof s != "symbol" && typeof s != "boolean" ? e.name = "" + L(s) : e.removeAttribute("name");
	}
	function sn(e, t, n, r, i, a, o, s) {
		if (a != null && typeof a != "function" && typeof a != "symbol" && typeof a != "boolean" && (e.type = a), t != null || n != null) {
			if (!(a !== "submit" && a !== "reset" || t != null)) {
				tn(e);
				return;
			}
			n = n == null ? "" : "" + L(n), t = t == null ? n : "" + L(t), s || t === e.value || (e.value = t), e.defaultValue = t;
		}
		r ??= i, r = typeof r != "function" && typeof r != "symbol" && !!r, e.checked = s ? e.checked : !!r, e.defaultChecked = !!r, o != null && typeof o != "function" && typeof o != "symbol" && typeof o != "boolean" && (e.name = o), tn(e);
	}
	function cn(e, t) {
		e.defaultValue !== "" + t && (e.defaultValue = "" + t);
	}
	function ln(e, t, n, r) {
		if (e = e.options, t) {
			t = {};
			for (var i = 0; i < n.length; i++) t["$" + n[i]] = !0;
			for (n = 0; n < e.length; n++) i = t.hasOwnProperty("$" + e[n].value), e[n].selected !== i && (e[n].selected = i), i && r && (e[n].defaultSelected = !0);
		} else {
			for (n = "" + L(n), t = null, i = 0; i < e.length; i++) {
				if (e[i].value === n) {
					e[i].selected = !0, r && (e[i].defaultSelected = !0);
					return;
				}
				t !== null || e[i].disabled || (t = e[i]);
			}
			t !== null && (t.selected = !0);
		}
	}
	function un(e, t, n) {
		t != null && (t = "" + L(t), t !== e.value && (e.value = t), n == null) ? e.defaultValue !== t && (e.defaultValue = t) : e.defaultValue = n == null ? "" : "" + L(n);
	}
	function R(e, t, n, r) {
		if (t == null) {
			if (r != null) {
				if (n != null) throw Error(i(92));
				if (ve(r)) {
					if (1 < r.length) throw Error(i(93));
					r = r[0];
				}
				n = r;
			}
			n ??= "", t = n;
		}
		n = L(t), e.defaultValue = n, r = e.textContent, r === n && r !== "" && r !== null && (e.value = r), tn(e);
	}
	function dn(e, t) {
		if (t) {
			var n = e.firstChild;
			if (n && n === e.lastChild && n.nodeType === 3) {
				n.nodeValue = t;
				return;
			}
		}
		e.textContent = t;
	}
	var fn = new Set("animationIterationCount aspectRatio borderImageOutset borderImageSlice borderImageWidth boxFlex boxFlexGroup boxOrdinalGroup columnCount columns flex flexGrow flexPositive flexShrink flexNegative flexOrder gridArea gridRow gridRowEnd gridRowSpan gridRowStart gridColumn gridColumnEnd gridColumnSpan gridColumnStart fontWeight lineClamp lineHeight opacity order orphans scale tabSize widows zIndex zoom fillOpacity floodOpacity stopOpacity strokeDasharray strokeDashoffset strokeMiterlimit strokeOpacity strokeWidth MozAnimationIterationCount MozBoxFlex MozBoxFlexGroup MozLineClamp msAnimationIterationCount msFlex msZoom msFlexGrow msFlexNegative msFlexOrder msFlexPositive msFlexShrink msGridColumn msGridColumnSpan msGridRow msGridRowSpan WebkitAnimationIterationCount WebkitBoxFlex WebKitBoxFlexGroup WebkitBoxOrdinalGroup WebkitColumnCount WebkitColumns WebkitFlex WebkitFlexGrow WebkitFlexPositive WebkitFlexShrink WebkitLineClamp".split(" "));
	function pn(e, t, n) {
		var r = t.indexOf("--") === 0;
		n == null || typeof n == "boolean" || n === "" ? r ? e.setProperty(t, "") : t === "float" ? e.cssFloat = "" : e[t] = "" : r ? e.setProperty(t, n) : typeof n != "number" || n === 0 || fn.has(t) ? t === "float" ? e.cssFloat = n : e[t] = ("" + n).trim() : e[t] = n + "px";
	}
	function mn(e, t, n) {
		if (t != null && typeof t != "object") throw Error(i(62));
		if (e = e.style, n != null) {
			for (var r in n) !n.hasOwnProperty(r) || t != null && t.hasOwnProperty(r) || (r.indexOf("--") === 0 ? e.setProperty(r, "") : r === "float" ? e.cssFloat = "" : e[r] = "", I = !0);
			for (var a in t) r = t[a], t.hasOwnProperty(a) && n[a] !== r && (pn(e, a, r), I = !0);
		} else for (var o in t) t.hasOwnProperty(o) && pn(e, o, t[o]);
	}
	function hn(e) {
		if (e.indexOf("-") === -1) return !1;
		switch (e) {
			case "annotation-xml":
			case "color-profile":
			case "font-face":
			case "font-face-src":
			case "font-face-uri":
			case "font-face-format":
			case "font-face-name":
			case "missing-glyph": return !1;
			default: return !0;
		}
	}
	var gn = /* @__PURE__ */ new Map([
		["acceptCharset", "accept-charset"],
		["htmlFor", "for"],
		["httpEquiv", "http-equiv"],
		["crossOrigin", "crossorigin"],
		["accentHeight", "accent-height"],
		["alignmentBaseline", "alignment-baseline"],
		["arabicForm", "arabic-form"],
		["baselineShift", "baseline-shift"],
		["capHeight", "cap-height"],
		["clipPath", "clip-path"],
		["clipRule", "clip-rule"],
		["colorInterpolation", "color-interpolation"],
		["colorInterpolationFilters", "color-interpolation-filters"],
		["colorProfile", "color-profile"],
		["colorRendering", "color-rendering"],
		["dominantBaseline", "dominant-baseline"],
		["enableBackground", "enable-background"],
		["fillOpacity", "fill-opacity"],
		["fillRule", "fill-rule"],
		["floodColor", "flood-color"],
		["floodOpacity", "flood-opacity"],
		["fontFamily", "font-family"],
		["fontSize", "font-size"],
		["fontSizeAdjust", "font-size-adjust"],
		["fontStretch", "font-stretch"],
		["fontStyle", "font-style"],
		["fontVariant", "font-variant"],
		["fontWeight", "font-weight"],
		["glyphName", "glyph-name"],
		["glyphOrientationHorizontal", "glyph-orientation-horizontal"],
		["glyphOrientationVertical", "glyph-orientation-vertical"],
		["horizAdvX", "horiz-adv-x"],
		["horizOriginX", "horiz-origin-x"],
		["imageRendering", "image-rendering"],
		["letterSpacing", "letter-spacing"],
		["lightingColor", "lighting-color"],
		["markerEnd", "marker-end"],
		["markerMid", "marker-mid"],
		["markerStart", "marker-start"],
		["maskType", "mask-type"],
		["overlinePosition", "overline-position"],
		["overlineThickness", "overline-thickness"],
		["paintOrder", "paint-order"],
		["panose-1", "panose-1"],
		["pointerEvents", "pointer-events"],
		["renderingIntent", "rendering-intent"],
		["shapeRendering", "shape-rendering"],
		["stopColor", "stop-color"],
		["stopOpacity", "stop-opacity"],
		["strikethroughPosition", "strikethrough-position"],
		["strikethroughThickness", "strikethrough-thickness"],
		["strokeDasharray", "stroke-dasharray"],
		["strokeDashoffset", "stroke-dashoffset"],
		["strokeLinecap", "stroke-linecap"],
		["strokeLinejoin", "stroke-linejoin"],
		["strokeMiterlimit", "stroke-miterlimit"],
		["strokeOpacity", "stroke-opacity"],
		["strokeWidth", "stroke-width"],
		["textAnchor", "text-anchor"],
		["textDecoration", "text-decoration"],
		["textRendering", "text-rendering"],
		["transformOrigin", "transform-origin"],
		["underlinePosition", "underline-position"],
		["underlineThickness", "underline-thickness"],
		["unicodeBidi", "unicode-bidi"],
		["unicodeRange", "unicode-range"],
		["unitsPerEm", "units-per-em"],
		["vAlphabetic", "v-alphabetic"],
		["vHanging", "v-hanging"],
		["vIdeographic", "v-ideographic"],
		["vMathematical", "v-mathematical"],
		["vectorEffect", "vector-effect"],
		["vertAdvY", "vert-adv-y"],
		["vertOriginX", "vert-origin-x"],
		["vertOriginY", "vert-origin-y"],
		["wordSpacing", "word-spacing"],
		["writingMode", "writing-mode"],
		["xmlnsXlink", "xmlns:xlink"],
		["xHeight", "x-height"]
	]), _n = /^[\u0000-\u001F ]*j[\r\n\t]*a[\r\n\t]*v[\r\n\t]*a[\r\n\t]*s[\r\n\t]*c[\r\n\t]*r[\r\n\t]*i[\r\n\t]*p[\r\n\t]*t[\r\n\t]*:/i;
	function vn(e) {
		return _n.test("" + e) ? "javascript:throw new Error('React has blocked a javascript: URL as a security precaution.')" : e;
	}
	function yn() {}
	var bn = null;
	function xn(e) {
		return e = e.target || e.srcElement || window, e.correspondingUseElement && (e = e.correspondingUseElement), e.nodeType === 3 ? e.parentNode : e;
	}
	var Sn = null, Cn = null;
	function wn(e) {
		var t = Lt(e);
		if (t && (e = t.stateNode)) {
			var n = e[Dt] || null;
			a: switch (e = t.stateNode, t.type) {
				case "input":
					if (on(e, n.value, n.defaultValue, n.defaultValue, n.checked, n.defaultChecked, n.type, n.name), t = n.name, n.type === "radio" && t != null) {
						for (n = e; n.parentNode;) n = n.parentNode;
						for (n = n.querySelectorAll("input[name=\"" + an("" + t) + "\"][type=\"radio\"]"), t = 0; t < n.length; t++) {
							var r = n[t];
							if (r !== e && r.form === e.form) {
								var a = r[Dt] || null;
								if (!a) throw Error(i(90));
								on(r, a.value, a.defaultValue, a.defaultValue, a.checked, a.defaultChecked, a.type, a.name);
							}
						}
						for (t = 0; t < n.length; t++) r = n[t], r.form === e.form && nn(r);
					}
					break a;
				case "textarea":
					un(e, n.value, n.defaultValue);
					break a;
				case "select": t = n.value, t != null && ln(e, !!n.multiple, t, !1);
			}
		}
	}
	var Tn = !1;
	function En(e, t, n) {
		if (Tn) return e(t, n);
		Tn = !0;
		try {
			return e(t);
		} finally {
			if (Tn = !1, (Sn !== null || Cn !== null) && (zd(), Sn && (t = Sn, e = Cn, Cn = Sn = null, wn(t), e))) for (t = 0; t < e.length; t++) wn(e[t]);
		}
	}
	function Dn(e, t) {
		var n = e.stateNode;
		if (n === null) return null;
		var r = n[Dt] || null;
		if (r === null) return null;
		n = r[t];
		a: switch (t) {
			case "onClick":
			case "onClickCapture":
			case "onDoubleClick":
			case "onDoubleClickCapture":
			case "onMouseDown":
			case "onMouseDownCapture":
			case "onMouseMove":
			case "onMouseMoveCapture":
			case "onMouseUp":
			case "onMouseUpCapture":
			case "onMouseEnter":
				(r = !r.disabled) || (e = e.type, r = e !== "button" && e !== "input" && e !== "select" && e !== "textarea"), e = !r;
				break a;
			default: e = !1;
		}
		if (e) return null;
		if (n && typeof n != "function") throw Error(i(231, t, typeof n));
		return n;
	}
	var On = typeof window < "u" && window.document !== void 0 && window.document.createElement !== void 0, kn = !1;
	if (On) try {
		var An = {};
		Object.defineProperty(An, "passive", { get: function() {
			kn = !0;
		} }), window.addEventListener("test", An, An), window.removeEventListener("test", An, An);
	} catch {
		kn = !1;
	}
	var jn = null, Mn = null, Nn = null;
	function Pn() {
		if (Nn) return Nn;
		var e, t = Mn, n = t.length, r, i = "value" in jn ? jn.value : jn.textContent, a = i.length;
		for (e = 0; e < n && t[e] === i[e]; e++);
		var o = n - e;
		for (r = 1; r <= o && t[n - r] === i[a - r]; r++);
		return Nn = i.slice(e, 1 < r ? 1 - r : void 0);
	}
	function Fn(e) {
		var t = e.keyCode;
		return "charCode" in e ? (e = e.charCode, e === 0 && t === 13 && (e = 13)) : e = t, e === 10 && (e = 13), 32 <= e || e === 13 ? e : 0;
	}
	function In() {
		return !0;
	}
	function Ln() {
		return !1;
	}
	function Rn(e) {
		function t(t, n, r, i, a) {
			for (var o in this._reactName = t, this._targetInst = r, this.type = n, this.nativeEvent = i, this.target = a, this.currentTarget = null, e) e.hasOwnProperty(o) && (t = e[o], this[o] = t ? t(i) : i[o]);
			return this.isDefaultPrevented = (i.defaultPrevented == null ? !1 === i.returnValue : i.defaultPrevented) ? In : Ln, this.isPropagationStopped = Ln, this;
		}
		return D(t.prototype, {
			preventDefault: function() {
				this.defaultPrevented = !0;
				var e = this.nativeEvent;
				e && (e.preventDefault ? e.preventDefault() : typeof e.returnValue != "unknown" && (e.returnValue = !1), this.isDefaultPrevented = In);
			},
			stopPropagation: function() {
				var e = this.nativeEvent;
				e && (e.stopPropagation ? e.stopPropagation() : typeof e.cancelBubble != "unknown" && (e.cancelBubble = !0), this.isPropagationStopped = In);
			},
			persist: function() {},
			isPersistent: In
		}), t;
	}
	var zn = {
		eventPhase: 0,
		bubbles: 0,
		cancelable: 0,
		timeStamp: function(e) {
			return e.timeStamp || Date.now();
		},
		defaultPrevented: 0,
		isTrusted: 0
	}, Bn = Rn(zn), Vn = D({}, zn, {
		view: 0,
		detail: 0
	}), Hn = Rn(Vn), Un, Wn, Gn, Kn = D({}, Vn, {
		screenX: 0,
		screenY: 0,
		clientX: 0,
		clientY: 0,
		pageX: 0,
		pageY: 0,
		ctrlKey: 0,
		shiftKey: 0,
		altKey: 0,
		metaKey: 0,
		getModifierState: rr,
		button: 0,
		buttons: 0,
		relatedTarget: function(e) {
			return e.relatedTarget === void 0 ? e.fromElement === e.srcElement ? e.toElement : e.fromElement : e.relatedTarget;
		},
		movementX: function(e) {
			return "movementX" in e ? e.movementX : (e !== Gn && (Gn && e.type === "mousemove" ? (Un = e.screenX - Gn.screenX, Wn = e.screenY - Gn.screenY) : Wn = Un = 0, Gn = e), Un);
		},
		movementY: function(e) {
			return "movementY" in e ? e.movementY : Wn;
		}
	}), qn = Rn(Kn), Jn = Rn(D({}, Kn, { dataTransfer: 0 })), Yn = Rn(D({}, Vn, { relatedTarget: 0 })), Xn = Rn(D({}, zn, {
		animationName: 0,
		elapsedTime: 0,
		pseudoElement: 0
	})), Zn = Rn(D({}, zn, { clipboardData: function(e) {
		return "clipboardData" in e ? e.clipboardData : window.clipboardData;
	} })), Qn = Rn(D({}, zn, { data: 0 })), $n = {
		Esc: "Escape",
		Spacebar: " ",
		Left: "ArrowLeft",
		Up: "ArrowUp",
		Right: "ArrowRight",
		Down: "ArrowDown",
		Del: "Delete",
		Win: "OS",
		Menu: "ContextMenu",
		Apps: "ContextMenu",
		Scroll: "ScrollLock",
		MozPrintableKey: "Unidentified"
	}, er = {
		8: "Backspace",
		9: "Tab",
		12: "Clear",
		13: "Enter",
		16: "Shift",
		17: "Control",
		18: "Alt",
		19: "Pause",
		20: "CapsLock",
		27: "Escape",
		32: " ",
		33: "PageUp",
		34: "PageDown",
		35: "End",
		36: "Home",
		37: "ArrowLeft",
		38: "ArrowUp",
		39: "ArrowRight",
		40: "ArrowDown",
		45: "Insert",
		46: "Delete",
		112: "F1",
		113: "F2",
		114: "F3",
		115: "F4",
		116: "F5",
		117: "F6",
		118: "F7",
		119: "F8",
		120: "F9",
		121: "F10",
		122: "F11",
		123: "F12",
		144: "NumLock",
		145: "ScrollLock",
		224: "Meta"
	}, tr = {
		Alt: "altKey",
		Control: "ctrlKey",
		Meta: "metaKey",
		Shift: "shiftKey"
	};
	function nr(e) {
		var t = this.nativeEvent;
		return t.getModifierState ? t.getModifierState(e) : (e = tr[e]) ? !!t[e] : !1;
	}
	function rr() {
		return nr;
	}
	var ir = Rn(D({}, Vn, {
		key: function(e) {
			if (e.key) {
				var t = $n[e.key] || e.key;
				if (t !== "Unidentified") return t;
			}
			return e.type === "keypress" ? (e = Fn(e), e === 13 ? "Enter" : String.fromCharCode(e)) : e.type === "keydown" || e.type === "keyup" ? er[e.keyCode] || "Unidentified" : "";
		},
		code: 0,
		location: 0,
		ctrlKey: 0,
		shiftKey: 0,
		altKey: 0,
		metaKey: 0,
		repeat: 0,
		locale: 0,
		getModifierState: rr,
		charCode: function(e) {
			return e.type === "keypress" ? Fn(e) : 0;
		},
		keyCode: function(e) {
			return e.type === "keydown" || e.type === "keyup" ? e.keyCode : 0;
		},
		which: function(e) {
			return e.type === "keypress" ? Fn(e) : e.type === "keydown" || e.type === "keyup" ? e.keyCode : 0;
		}
	})), ar = Rn(D({}, Kn, {
		pointerId: 0,
		width: 0,
		height: 0,
		pressure: 0,
		tangentialPressure: 0,
		tiltX: 0,
		tiltY: 0,
		twist: 0,
		pointerType: 0,
		isPrimary: 0
	})), or = Rn(D({}, zn, { submitter: 0 })), sr = Rn(D({}, Vn, {
		touches: 0,
		targetTouches: 0,
		changedTouches: 0,
		altKey: 0,
		metaKey: 0,
		ctrlKey: 0,
		shiftKey: 0,
		getModifierState: rr
	})), cr = Rn(D({}, zn, {
		propertyName: 0,
		elapsedTime: 0,
		pseudoElement: 0
	})), lr = Rn(D({}, Kn, {
		deltaX: function(e) {
			return "deltaX" in e ? e.deltaX : "wheelDeltaX" in e ? -e.wheelDeltaX : 0;
		},
		deltaY: function(e) {
			return "deltaY" in e ? e.deltaY : "wheelDeltaY" in e ? -e.wheelDeltaY : "wheelDelta" in e ? -e.wheelDelta : 0;
		},
		deltaZ: 0,
		deltaMode: 0
	})), ur = Rn(D({}, zn, {
		newState: 0,
		oldState: 0,
		source: 0
	})), dr = [
		9,
		13,
		27,
		32
	], fr = On && "CompositionEvent" in window, pr = null;
	On && "documentMode" in document && (pr = document.documentMode);
	var mr = On && "TextEvent" in window && !pr, hr = On && (!fr || pr && 8 < pr && 11 >= pr), gr = " ", _r = !1;
	function vr(e, t) {
		switch (e) {
			case "keyup": return dr.indexOf(t.keyCode) !== -1;
			case "keydown": return t.keyCode !== 229;
			case "keypress":
			case "mousedown":
			case "focusout": return !0;
			default: return !1;
		}
	}
	function yr(e) {
		return e = e.detail, typeof e == "object" && "data" in e ? e.data : null;
	}
	var br = !1;
	function xr(e, t) {
		switch (e) {
			case "compositionend": return yr(t);
			case "keypress": return t.which === 32 ? (_r = !0, gr) : null;
			case "textInput": return e = t.data, e === gr && _r ? null : e;
			default: return null;
		}
	}
	function Sr(e, t) {
		if (br) return e === "compositionend" || !fr && vr(e, t) ? (e = Pn(), Nn = Mn = jn = null, br = !1, e) : null;
		switch (e) {
			case "paste": return null;
			case "keypress":
				if (!(t.ctrlKey || t.altKey || t.metaKey) || t.ctrlKey && t.altKey) {
					if (t.char && 1 < t.char.length) return t.char;
					if (t.which) return String.fromCharCode(t.which);
				}
				return null;
			case "compositionend": return hr && t.locale !== "ko" ? null : t.data;
			default: return null;
		}
	}
	var Cr = {
		color: !0,
		date: !0,
		datetime: !0,
		"datetime-local": !0,
		email: !0,
		month: !0,
		number: !0,
		password: !0,
		range: !0,
		search: !0,
		tel: !0,
		text: !0,
		time: !0,
		url: !0,
		week: !0
	};
	function wr(e) {
		var t = e && e.nodeName && e.nodeName.toLowerCase();
		return t === "input" ? !!Cr[e.type] : t === "textarea";
	}
	function Tr(e, t, n, r) {
		Sn ? Cn ? Cn.push(r) : Cn = [r] : Sn = r, t = Jf(t, "onChange"), 0 < t.length && (n = new Bn("onChange", "change", null, n, r), e.push({
			event: n,
			listeners: t
		}));
	}
	var Er = null, Dr = null;
	function Or(e) {
		Vf(e, 0);
	}
	function kr(e) {
		if (nn(Rt(e))) return e;
	}
	function Ar(e, t) {
		if (e === "change") return t;
	}
	var jr = !1;
	if (On) {
		var Mr;
		if (On) {
			var Nr = "oninput" in document;
			if (!Nr) {
				var Pr = document.createElement("div");
				Pr.setAttribute("oninput", "return;"), Nr = typeof Pr.oninput == "function";
			}
			Mr = Nr;
		} else Mr = !1;
		jr = Mr && (!document.documentMode || 9 < document.documentMode);
	}
	function z() {
		Er && (Er.detachEvent("onpropertychange", B), Dr = Er = null);
	}
	function B(e) {
		if (e.propertyName === "value" && kr(Dr)) {
			var t = [];
			Tr(t, Dr, e, xn(e)), En(Or, t);
		}
	}
	function Fr(e, t, n) {
		e === "focusin" ? (z(), Er = t, Dr = n, Er.attachEvent("onpropertychange", B)) : e === "focusout" && z();
	}
	function Ir(e) {
		if (e === "selectionchange" || e === "keyup" || e === "keydown") return kr(Dr);
	}
	function Lr(e, t) {
		if (e === "click") return kr(t);
	}
	function Rr(e, t) {
		if (e === "input" || e === "change") return kr(t);
	}
	function zr(e, t) {
		return e === t && (e !== 0 || 1 / e == 1 / t) || e !== e && t !== t;
	}
	var Br = typeof Object.is == "function" ? Object.is : zr;
	function Vr(e, t) {
		if (Br(e, t)) return !0;
		if (typeof e != "object" || !e || typeof t != "object" || !t) return !1;
		var n = Object.keys(e), r = Object.keys(t);
		if (n.length !== r.length) return !1;
		for (r = 0; r < n.length; r++) {
			var i = n[r];
			if (!ze.call(t, i) || !Br(e[i], t[i])) return !1;
		}
		return !0;
	}
	function Hr(e) {
		if (e ||= typeof document < "u" ? document : void 0, e === void 0) return null;
		try {
			return e.activeElement || e.body;
		} catch {
			return e.body;
		}
	}
	function Ur(e) {
		for (; e && e.firstChild;) e = e.firstChild;
		return e;
	}
	function Wr(e, t) {
		var n = Ur(e);
		e = 0;
		for (var r; n;) {
			if (n.nodeType === 3) {
				if (r = e + n.textContent.length, e <= t && r >= t) return {
					node: n,
					offset: t - e
				};
				e = r;
			}
			a: {
				for (; n;) {
					if (n.nextSibling) {
						n = n.nextSibling;
						break a;
					}
					n = n.parentNode;
				}
				n = void 0;
			}
			n = Ur(n);
		}
	}
	function Gr(e, t) {
		return e && t ? e === t ? !0 : e && e.nodeType === 3 ? !1 : t && t.nodeType === 3 ? Gr(e, t.parentNode) : "contains" in e ? e.contains(t) : e.compareDocumentPosition ? !!(e.compareDocumentPosition(t) & 16) : !1 : !1;
	}
	function Kr(e) {
		e = e != null && e.ownerDocument != null && e.ownerDocument.defaultView != null ? e.ownerDocument.defaultView : window;
		for (var t = Hr(e.document); t instanceof e.HTMLIFrameElement;) {
			try {
				var n = typeof t.contentWindow.location.href == "string";
			} catch {
				n = !1;
			}
			if (n) e = t.contentWindow;
			else break;
			t = Hr(e.document);
		}
		return t;
	}
	function qr(e) {
		var t = e && e.nodeName && e.nodeName.toLowerCase();
		return t && (t === "input" && (e.type === "text" || e.type === "search" || e.type === "tel" || e.type === "url" || e.type === "password") || t === "textarea" || e.contentEditable === "true");
	}
	var Jr = On && "documentMode" in document && 11 >= document.documentMode, Yr = null, Xr = null, Zr = null, Qr = !1;
	function $r(e, t, n) {
		var r = n.window === n ? n.document : n.nodeType === 9 ? n : n.ownerDocument;
		Qr || Yr == null || Yr !== Hr(r) || (r = Yr, "selectionStart" in r && qr(r) ? r = {
			start: r.selectionStart,
			end: r.selectionEnd
		} : (r = (r.ownerDocument && r.ownerDocument.defaultView || window).getSelection(), r = {
			anchorNode: r.anchorNode,
			anchorOffset: r.anchorOffset,
			focusNode: r.focusNode,
			focusOffset: r.focusOffset
		}), Zr && Vr(Zr, r) || (Zr = r, r = Jf(Xr, "onSelect"), 0 < r.length && (t = new Bn("onSelect", "select", null, t, n), e.push({
			event: t,
			listeners: r
		}), t.target = Yr)));
	}
	function ei(e, t) {
		var n = {};
		return n[e.toLowerCase()] = t.toLowerCase(), n["Webkit" + e] = "webkit" + t, n["Moz" + e] = "moz" + t, n;
	}
	var ti = {
		animationend: ei("Animation", "AnimationEnd"),
		animationiteration: ei("Animation", "AnimationIteration"),
		animationstart: ei("Animation", "AnimationStart"),
		transitionrun: ei("Transition", "TransitionRun"),
		transitionstart: ei("Transition", "TransitionStart"),
		transitioncancel: ei("Transition", "TransitionCancel"),
		transitionend: ei("Transition", "TransitionEnd")
	}, ni = {}, ri = {};
	On && (ri = document.createElement("div").style, "AnimationEvent" in window || (delete ti.animationend.animation, delete ti.animationiteration.animation, delete ti.animationstart.animation), "TransitionEvent" in window || delete ti.transitionend.transition);
	function ii(e) {
		if (ni[e]) return ni[e];
		if (!ti[e]) return e;
		var t = ti[e], n;
		for (n in t) if (t.hasOwnProperty(n) && n in ri) return ni[e] = t[n];
		return e;
	}
	var ai = ii("animationend"), oi = ii("animationiteration"), si = ii("animationstart"), ci = ii("transitionrun"), li = ii("transitionstart"), ui = ii("transitioncancel"), di = ii("transitionend"), fi = /* @__PURE__ */ new Map(), pi = "abort auxClick beforeToggle cancel canPlay canPlayThrough click close contextMenu copy cut drag dragEnd dragEnter dragExit dragLeave dragOver dragStart drop durationChange emptied encrypted ended error fullscreenChange fullscreenError gotPointerCapture input invalid keyDown keyPress keyUp load loadedData loadedMetadata loadStart lostPointerCapture mouseDown mouseMove mouseOut mouseOver mouseUp paste pause play playing pointerCancel pointerDown pointerMove pointerOut pointerOver pointerUp progress rateChange reset resize seeked seeking stalled submit suspend timeUpdate touchCancel touchEnd touchStart volumeChange scroll toggle touchMove waiting wheel".split(" ");
	pi.push("scrollEnd");
	function mi(e, t) {
		fi.set(e, t), Wt(t, [e]);
	}
	var hi = 0;
	function gi(e, t) {
		if (e.name != null && e.name !== "auto") return e.name;
		if (t.autoName !== null) return t.autoName;
		e = bd.identifierPrefix;
		var n = hi++;
		return e = "_" + e + "t_" + n.toString(32) + "_", t.autoName = e;
	}
	function _i(e) {
		if (e == null || typeof e == "string") return e;
		var t = null, n = Od;
		if (n !== null) for (var r = 0; r < n.length; r++) {
			var i = e[n[r]];
			if (i != null) {
				if (i === "none") return "none";
				t = t == null ? i : t + (" " + i);
			}
		}
		return t ?? e.default;
	}
	function vi(e, t) {
		return e = _i(e), t = _i(t), t == null ? e === "auto" ? null : e : t === "auto" ? null : t;
	}
	var yi = typeof reportError == "function" ? reportError : function(e) {
		if (typeof window == "object" && typeof window.ErrorEvent == "function") {
			var t = new window.ErrorEvent("error", {
				bubbles: !0,
				cancelable: !0,
				message: typeof e == "object" && e && typeof e.message == "string" ? String(e.message) : String(e),
				error: e
			});
			if (!window.dispatchEvent(t)) return;
		} else if (typeof process == "object" && typeof process.emit == "function") {
			process.emit("uncaughtException", e);
			return;
		}
		console.error(e);
	}, bi = [], xi = 0, Si = 0;
	function Ci() {
		for (var e = xi, t = Si = xi = 0; t < e;) {
			var n = bi[t];
			bi[t++] = null;
			var r = bi[t];
			bi[t++] = null;
			var i = bi[t];
			bi[t++] = null;
			var a = bi[t];
			if (bi[t++] = null, r !== null && i !== null) {
				var o = r.pending;
				o === null ? i.next = i : (i.next = o.next, o.next = i), r.pending = i;
			}
			a !== 0 && Di(n, i, a);
		}
	}
	function wi(e, t, n, r) {
		bi[xi++] = e, bi[xi++] = t, bi[xi++] = n, bi[xi++] = r, Si |= r, e.lanes |= r, e = e.alternate, e !== null && (e.lanes |= r);
	}
	function Ti(e, t, n, r) {
		return wi(e, t, n, r), Oi(e);
	}
	function Ei(e, t) {
		return wi(e, null, null, t), Oi(e);
	}
	function Di(e, t, n) {
		e.lanes |= n;
		var r = e.alternate;
		r !== null && (r.lanes |= n);
		for (var i = !1, a = e.return; a !== null;) a.childLanes |= n, r = a.alternate, r !== null && (r.childLanes |= n), a.tag === 22 && (e = a.stateNode, e === null || e._visibility & 1 || (i = !0)), e = a, a = a.return;
		return e.tag === 3 ? (a = e.stateNode, i && t !== null && (i = 31 - nt(n), e = a.hiddenUpdates, r = e[i], r === null ? e[i] = [t] : r.push(t), t.lane = n | 536870912), a) : null;
	}
	function Oi(e) {
		if (50 < kd) throw kd = 0, Ad = null, Error(i(185));
		for (var t = e.return; t !== null;) e = t, t = e.return;
		return e.tag === 3 ? e.stateNode : null;
	}
	var ki = {};
	function Ai(e, t, n, r) {
		this.tag = e, this.key = n, this.sibling = this.child = this.return = this.stateNode = this.type = this.elementType = null, this.index = 0, this.refCleanup = this.ref = null, this.pendingProps = t, this.dependencies = this.memoizedState = this.updateQueue = this.memoizedProps = null, this.mode = r, this.subtreeFlags = this.flags = 0, this.deletions = null, this.childLanes = this.lanes = 0, this.alternate = null;
	}
	function ji(e, t, n, r) {
		return new Ai(e, t, n, r);
	}
	function Mi(e) {
		return e = e.prototype, !(!e || !e.isReactComponent);
	}
	function Ni(e, t) {
		var n = e.alternate;
		return n === null ? (n = ji(e.tag, t, e.key, e.mode), n.elementType = e.elementType, n.type = e.type, n.stateNode = e.stateNode, n.alternate = e, e.alternate = n) : (n.pendingProps = t, n.type = e.type, n.flags = 0, n.subtreeFlags = 0, n.deletions = null), n.flags = e.flags & 1206910976, n.childLanes = e.childLanes, n.lanes = e.lanes, n.child = e.child, n.memoizedProps = e.memoizedProps, n.memoizedState = e.memoizedState, n.updateQueue = e.updateQueue, t = e.dependencies, n.dependencies = t === null ? null : {
			lanes: t.lanes,
			firstContext: t.firstContext
		}, n.sibling = e.sibling, n.index = e.index, n.ref = e.ref, n.refCleanup = e.refCleanup, n;
	}
	function Pi(e, t) {
		e.flags &= 1206910978;
		var n = e.alternate;
		return n === null ? (e.childLanes = 0, e.lanes = t, e.child = null, e.subtreeFlags = 0, e.memoizedProps = null, e.memoizedState = null, e.updateQueue = null, e.dependencies = null, e.stateNode = null) : (e.childLanes = n.childLanes, e.lanes = n.lanes, e.child = n.child, e.subtreeFlags = 0, e.deletions = null, e.memoizedProps = n.memoizedProps, e.memoizedState = n.memoizedState, e.updateQueue = n.updateQueue, e.type = n.type, t = n.dependencies, e.dependencies = t === null ? null : {
			lanes: t.lanes,
			firstContext: t.firstContext
		}), e;
	}
	function Fi(e, t, n, r, a, o) {
		var s = 0;
		if (r = e, typeof r == "function") Mi(r) && (s = 1);
		else if (typeof r == "string") s = qm(e, n, we.current) ? 26 : e === "html" || e === "head" || e === "body" ? 27 : 5;
		else a: switch (r) {
			case A: return e = ji(31, n, t, a), e.elementType = A, e.lanes = o, e;
			case re: return Ii(n.children, a, o, t);
			case ie:
				s = 8, a |= 24;
				break;
			case ae: return e = ji(12, n, t, a | 2), e.elementType = ae, e.lanes = o, e;
			case ce: return e = ji(13, n, t, a), e.elementType = ce, e.lanes = o, e;
			case le: return e = ji(19, n, t, a), e.elementType = le, e.lanes = o, e;
			case de:
			case j: return e = a | 32, e = ji(30, n, t, e), e.elementType = j, e.lanes = o, e.stateNode = {
				autoName: null,
				paired: null,
				clones: null,
				ref: null
			}, e;
			default:
				if (typeof r == "object" && r) switch (r.$$typeof) {
					case oe:
						s = 10;
						break a;
					case O:
						s = 9;
						break a;
					case se:
						s = 11;
						break a;
					case k:
						s = 14;
						break a;
					case ue:
						s = 16, r = null;
						break a;
				}
				s = 29, n = Error(i(130, e === null ? "null" : typeof e, "")), r = null;
		}
		return t = ji(s, n, t, a), t.elementType = e, t.type = r, t.lanes = o, t;
	}
	function Ii(e, t, n, r) {
		return e = ji(7, e, r, t), e.lanes = n, e;
	}
	function Li(e, t, n) {
		return e = ji(6, e, null, t), e.lanes = n, e;
	}
	function Ri(e) {
		var t = ji(18, null, null, 0);
		return t.stateNode = e, t;
	}
	function zi(e, t, n) {
		return t = ji(4, e.children === null ? [] : e.children, e.key, t), t.lanes = n, t.stateNode = {
			containerInfo: e.containerInfo,
			pendingChildren: null,
			implementation: e.implementation
		}, t;
	}
	var Bi = /* @__PURE__ */ new WeakMap();
	function Vi(e, t) {
		if (typeof e == "object" && e) {
			var n = Bi.get(e);
			return n === void 0 ? (t = {
				value: e,
				source: t,
				stack: Re(t)
			}, Bi.set(e, t), t) : n;
		}
		return {
			value: e,
			source: t,
			stack: Re(t)
		};
	}
	var Hi = [], Ui = 0, Wi = null, Gi = 0, Ki = [], qi = 0, Ji = null, Yi = 1, Xi = "";
	function Zi(e, t) {
		Hi[Ui++] = Gi, Hi[Ui++] = Wi, Wi = e, Gi = t;
	}
	function Qi(e, t, n) {
		Ki[qi++] = Yi, Ki[qi++] = Xi, Ki[qi++] = Ji, Ji = e;
		var r = Yi;
		e = Xi;
		var i = 32 - nt(r) - 1;
		r &= ~(1 << i), n += 1;
		var a = 32 - nt(t) + i;
		if (30 < a) {
			var o = i - i % 5;
			a = (r & (1 << o) - 1).toString(32), r >>= o, i -= o, Yi = 1 << 32 - nt(t) + i | n << i | r, Xi = a + e;
		} else Yi = 1 << a | n << i | r, Xi = e;
	}
	function $i(e) {
		e.return !== null && (Zi(e, 1), Qi(e, 1, 0));
	}
	function ea(e) {
		for (; e === Wi;) Wi = Hi[--Ui], Hi[Ui] = null, Gi = Hi[--Ui], Hi[Ui] = null;
		for (; e === Ji;) Ji = Ki[--qi], Ki[qi] = null, Xi = Ki[--qi], Ki[qi] = null, Yi = Ki[--qi], Ki[qi] = null;
	}
	function ta(e, t) {
		Ki[qi++] = Yi, Ki[qi++] = Xi, Ki[qi++] = Ji, Yi = t.id, Xi = t.overflow, Ji = e;
	}
	var na = null, ra = null, V = !1, ia = null, aa = !1, oa = Error(i(519));
	function sa(e) {
		throw pa(Vi(Error(i(418, 1 < arguments.length && arguments[1] !== void 0 && arguments[1] ? "text" : "HTML", "")), e)), oa;
	}
	function ca(e) {
		var t = e.stateNode, n = e.type, r = e.memoizedProps;
		switch (t[Et] = e, t[Dt] = r, n) {
			case "dialog":
				Q("cancel", t), Q("close", t);
				break;
			case "iframe":
			case "object":
			case "embed":
				Q("load", t);
				break;
			case "video":
			case "audio":
				for (n = 0; n < zf.length; n++) Q(zf[n], t);
				break;
			case "source":
				Q("error", t);
				break;
			case "img":
			case "image":
			case "link":
				Q("error", t), Q("load", t);
				break;
			case "details":
				Q("toggle", t);
				break;
			case "input":
				Q("invalid", t), sn(t, r.value, r.defaultValue, r.checked, r.defaultChecked, r.type, r.name, !0);
				break;
			case "select":
				Q("invalid", t);
				break;
			case "textarea": Q("invalid", t), R(t, r.value, r.defaultValue, r.children);
		}
		n = r.children, typeof n != "string" && typeof n != "number" && typeof n != "bigint" || t.textContent === "" + n || !0 === r.suppressHydrationWarning || ep(t.textContent, n) ? (r.popover != null && (Q("beforetoggle", t), Q("toggle", t)), r.onScroll != null && Q("scroll", t), r.onScrollEnd != null && Q("scrollend", t), r.onClick != null && (t.onclick = yn), t = !0) : t = !1, t || sa(e, !0);
	}
	function la(e) {
		for (na = e.return; na;) switch (na.tag) {
			case 5:
			case 31:
			case 13:
				aa = !1;
				return;
			case 27:
			case 3:
				aa = !0;
				return;
			default: na = na.return;
		}
	}
	function ua(e) {
		if (e !== na) return !1;
		if (!V) return la(e), V = !0, !1;
		var t = e.tag, n;
		if ((n = t !== 3 && t !== 27) && ((n = t === 5) && (n = e.type, n = n === "form" || n === "button" || pp(e.type, e.memoizedProps)), n = !n), n && ra && sa(e), la(e), t === 13) {
			if (e = e.memoizedState, e = e === null ? null : e.dehydrated, !e) throw Error(i(317));
			ra = dm(e);
		} else if (t === 31) {
			if (e = e.memoizedState, e = e === null ? null : e.dehydrated, !e) throw Error(i(317));
			ra = dm(e);
		} else t === 27 ? (t = ra, Sp(e.type) ? (e = um, um = null, ra = e) : ra = t) : ra = na ? lm(e.stateNode.nextSibling) : null;
		return !0;
	}
	function da() {
		ra = na = null, V = !1;
	}
	function fa() {
		var e = ia;
		return e !== null && (fd === null ? fd = e : fd.push.apply(fd, e), ia = null), e;
	}
	function pa(e) {
		ia === null ? ia = [e] : ia.push(e);
	}
	var ma = Se(null), ha = null, ga = null;
	function _a(e, t, n) {
		P(ma, t._currentValue), t._currentValue = n;
	}
	function va(e) {
		e._currentValue = ma.current, Ce(ma);
	}
	function ya(e, t, n) {
		for (; e !== null;) {
			var r = e.alternate;
			if ((e.childLanes & t) === t ? r !== null && (r.childLanes & t) !== t && (r.childLanes |= t) : (e.childLanes |= t, r !== null && (r.childLanes |= t)), e === n) break;
			e = e.return;
		}
	}
	function ba(e, t, n, r) {
		var a = e.child;
		for (a !== null && (a.return = e); a !== null;) {
			var o = a.dependencies;
			if (o !== null) {
				var s = a.child;
				o = o.firstContext;
				a: for (; o !== null;) {
					var c = o;
					o = a;
					for (var l = 0; l < t.length; l++) if (c.context === t[l]) {
						o.lanes |= n, c = o.alternate, c !== null && (c.lanes |= n), ya(o.return, n, e), r || (s = null);
						break a;
					}
					o = c.next;
				}
			} else if (a.tag === 18) {
				if (s = a.return, s === null) throw Error(i(341));
				s.lanes |= n, o = s.alternate, o !== null && (o.lanes |= n), ya(s, n, e), s = null;
			} else a.tag === 13 && a.memoizedState !== null && a.memoizedState.dehydrated === null ? (a.lanes |= n, s = a.alternate, s !== null && (s.lanes |= n), ya(a.return, n, e), s = a.child, s = s === null ? null : s.sibling) : s = a.child;
			if (s !== null) s.return = a;
			else for (s = a; s !== null;) {
				if (s === e) {
					s = null;
					break;
				}
				if (a = s.sibling, a !== null) {
					a.return = s.return, s = a;
					break;
				}
				s = s.return;
			}
			a = s;
		}
	}
	function xa(e, t, n, r) {
		e = null;
		for (var a = t, o = !1; a !== null;) {
			if (!o) {
				if (a.flags & 524288) o = !0;
				else if (a.flags & 262144) break;
			}
			if (a.tag === 10) {
				var s = a.alternate;
				if (s === null) throw Error(i(387));
				if (s = s.memoizedProps, s !== null) {
					var c = a.type;
					Br(a.pendingProps.value, s.value) || (e === null ? e = [c] : e.push(c));
				}
			} else if (a === De.current) {
				if (s = a.alternate, s === null) throw Error(i(387));
				s.memoizedState.memoizedState !== a.memoizedState.memoizedState && (e === null ? e = [sh] : e.push(sh));
			}
			a = a.return;
		}
		return e !== null && ba(t, e, n, r), t.flags |= 262144, e !== null;
	}
	function Sa(e) {
		for (e = e.firstContext; e !== null;) {
			if (!Br(e.context._currentValue, e.memoizedValue)) return !0;
			e = e.next;
		}
		return !1;
	}
	function Ca(e) {
		ha = e, ga = null, e = e.dependencies, e !== null && (e.firstContext = null);
	}
	function wa(e) {
		return Ea(ha, e);
	}
	function Ta(e, t) {
		return ha === null && Ca(e), Ea(e, t);
	}
	function Ea(e, t) {
		var n = t._currentValue;
		if (t = {
			context: t,
			memoizedValue: n,
			next: null
		}, ga === null) {
			if (e === null) throw Error(i(308));
			ga = t, e.dependencies = {
				lanes: 0,
				firstContext: t
			}, e.flags |= 524288;
		} else ga = ga.next = t;
		return n;
	}
	var Da = typeof AbortController < "u" ? AbortController : function() {
		var e = [], t = this.signal = {
			aborted: !1,
			addEventListener: function(t, n) {
				e.push(n);
			}
		};
		this.abort = function() {
			t.aborted = !0, e.forEach(function(e) {
				return e();
			});
		};
	}, Oa = t.unstable_scheduleCallback, ka = t.unstable_NormalPriority, H = {
		$$typeof: oe,
		Consumer: null,
		Provider: null,
		_currentValue: null,
		_currentValue2: null,
		_threadCount: 0
	};
	function Aa() {
		return {
			controller: new Da(),
			data: /* @__PURE__ */ new Map(),
			refCount: 0
		};
	}
	function ja(e) {
		e.refCount--, e.refCount === 0 && Oa(ka, function() {
			e.controller.abort();
		});
	}
	function Ma(e, t) {
		if (e.pendingLanes & 4194048) {
			var n = e.transitionTypes;
			for (n === null && (n = e.transitionTypes = []), e = 0; e < t.length; e++) {
				var r = t[e];
				n.indexOf(r) === -1 && n.push(r);
			}
		}
	}
	var Na = null;
	function Pa(e) {
		var t = e.transitionTypes;
		return e.transitionTypes = null, t;
	}
	var Fa = null, Ia = 0, La = 0, Ra = null;
	function za(e, t) {
		if (Fa === null) {
			var n = Fa = [];
			Ia = 0, La = Pf(), Ra = {
				status: "pending",
				value: void 0,
				then: function(e) {
					n.push(e);
				}
			};
		}
		return Ia++, t.then(Ba, Ba), t;
	}
	function Ba() {
		if (--Ia === 0 && (Na = null, Fa !== null)) {
			Ra !== null && (Ra.status = "fulfilled");
			var e = Fa;
			Fa = null, La = 0, Ra = null;
			for (var t = 0; t < e.length; t++) (0, e[t])();
		}
	}
	function Va(e, t) {
		var n = [], r = {
			status: "pending",
			value: null,
			reason: null,
			then: function(e) {
				n.push(e);
			}
		};
		return e.then(function() {
			r.status = "fulfilled", r.value = t;
			for (var e = 0; e < n.length; e++) (0, n[e])(t);
		}, function(e) {
			for (r.status = "rejected", r.reason = e, e = 0; e < n.length; e++) (0, n[e])(void 0);
		}), r;
	}
	var Ha = M.S;
	M.S = function(e, t) {
		if (hd = We(), typeof t == "object" && t && typeof t.then == "function" && za(e, t), Na !== null) for (var n = bf; n !== null;) Ma(n, Na), n = n.next;
		if (n = e.types, n !== null) {
			for (var r = bf; r !== null;) Ma(r, n), r = r.next;
			if (La !== 0) {
				r = Na, r === null && (r = Na = []);
				for (var i = 0; i < n.length; i++) {
					var a = n[i];
					r.indexOf(a) === -1 && r.push(a);
				}
			}
		}
		Ha !== null && Ha(e, t);
	};
	var Ua = Se(null);
	function Wa() {
		var e = Ua.current;
		return e === null ? $u.pooledCache : e;
	}
	function Ga(e, t) {
		t === null ? P(Ua, Ua.current) : P(Ua, t.pool);
	}
	function Ka() {
		var e = Wa();
		return e === null ? null : {
			parent: H._currentValue,
			pool: e
		};
	}
	var qa = Error(i(460)), Ja = Error(i(474)), Ya = Error(i(542)), Xa = { then: function() {} };
	function Za(e) {
		return e = e.status, e === "fulfilled" || e === "rejected";
	}
	function Qa(e, t, n) {
		switch (n = e[n], n === void 0 ? e.push(t) : n !== t && (t.then(yn, yn), t = n), t.status) {
			case "fulfilled": return t.value;
			case "rejected": throw e = t.reason, no(e), e === void 0 && !("reason" in t) ? Error(i(600)) : e;
			default:
				if (typeof t.status == "string") t.then(yn, yn);
				else {
					if (e = $u, e !== null && 100 < e.shellSuspendCounter) throw Error(i(482));
					e = t, e.status = "pending", e.then(function(e) {
						if (t.status === "pending") {
							var n = t;
							n.status = "fulfilled", n.value = e;
						}
					}, function(e) {
						if (t.status === "pending") {
							var n = t;
							n.status = "rejected", n.reason = e;
						}
					});
				}
				switch (t.status) {
					case "fulfilled": return t.value;
					case "rejected": throw e = t.reason, no(e), e;
				}
				throw eo = t, qa;
		}
	}
	function $a(e) {
		try {
			var t = e._init;
			return t(e._payload);
		} catch (e) {
			throw typeof e == "object" && e && typeof e.then == "function" ? (eo = e, qa) : e;
		}
	}
	var eo = null;
	function to() {
		if (eo === null) throw Error(i(459));
		var e = eo;
		return eo = null, e;
	}
	function no(e) {
		if (e === qa || e === Ya) throw Error(i(483));
	}
	var ro = null, io = 0;
	function ao(e) {
		var t = io;
		return io += 1, ro === null && (ro = []), Qa(ro, e, t);
	}
	function oo(e, t) {
		t = t.props.ref, e.ref = t === void 0 ? null : t;
	}
	function so(e, t) {
		throw t.$$typeof === ee ? Error(i(525)) : (e = Object.prototype.toString.call(t), Error(i(31, e === "[object Object]" ? "object with keys {" + Object.keys(t).join(", ") + "}" : e)));
	}
	function co(e) {
		function t(t, n) {
			if (e) {
				var r = t.deletions;
				r === null ? (t.deletions = [n], t.flags |= 16) : r.push(n);
			}
		}
		function n(n, r) {
			if (!e) return null;
			for (; r !== null;) t(n, r), r = r.sibling;
			return null;
		}
		function r(e) {
			for (var t = /* @__PURE__ */ new Map(); e !== null;) e.key === null ? t.set(e.index, e) : t.set(e.key, e), e = e.sibling;
			return t;
		}
		function a(e, t) {
			return e = Ni(e, t), e.index = 0, e.sibling = null, e;
		}
		function o(t, n, r) {
			return t.index = r, e ? (r = t.alternate, r === null ? (t.flags |= 134217730, n) : (r = r.index, r < n ? (t.flags |= 2, n) : r)) : (t.flags |= 1048576, n);
		}
		function s(t) {
			return e && t.alternate === null && (t.flags |= 134217730), t;
		}
		function c(e, t, n, r) {
			return t === null || t.tag !== 6 ? (t = Li(n, e.mode, r), t.return = e, t) : (t = a(t, n), t.return = e, t);
		}
		function l(e, t, n, r) {
			var i = n.type;
			return i === re ? (e = d(e, t, n.props.children, r, n.key), oo(e, n), e) : t !== null && (t.elementType === i || typeof i == "object" && i && i.$$typeof === ue && $a(i) === t.type) ? (t = a(t, n.props), oo(t, n), t.return = e, t) : (t = Fi(n.type, n.key, n.props, null, e.mode, r), oo(t, n), t.return = e, t);
		}
		function u(e, t, n, r) {
			return t === null || t.tag !== 4 || t.stateNode.containerInfo !== n.containerInfo || t.stateNode.implementation !== n.implementation ? (t = zi(n, e.mode, r), t.return = e, t) : (t = a(t, n.children || []), t.return = e, t);
		}
		function d(e, t, n, r, i) {
			return t === null || t.tag !== 7 ? (t = Ii(n, e.mode, r, i), t.return = e, t) : (t = a(t, n), t.return = e, t);
		}
		function f(e, t, n) {
			if (typeof t == "string" && t !== "" || typeof t == "number" || typeof t == "bigint") return t = Li("" + t, e.mode, n), t.return = e, t;
			if (typeof t == "object" && t) {
				switch (t.$$typeof) {
					case te: return n = Fi(t.type, t.key, t.props, null, e.mode, n), oo(n, t), n.return = e, n;
					case ne: return t = zi(t, e.mode, n), t.return = e, t;
					case ue: return t = $a(t), f(e, t, n);
				}
				if (ve(t) || he(t)) return t = Ii(t, e.mode, n, null), t.return = e, t;
				if (typeof t.then == "function") return f(e, ao(t), n);
				if (t.$$typeof === oe) return f(e, Ta(e, t), n);
				so(e, t);
			}
			return null;
		}
		function p(e, t, n, r) {
			var i = t === null ? null : t.key;
			if (typeof n == "string" && n !== "" || typeof n == "number" || typeof n == "bigint") return i === null ? c(e, t, "" + n, r) : null;
			if (typeof n == "object" && n) {
				switch (n.$$typeof) {
					case te: return n.key === i ? l(e, t, n, r) : null;
					case ne: return n.key === i ? u(e, t, n, r) : null;
					case ue: return n = $a(n), p(e, t, n, r);
				}
				if (ve(n) || he(n)) return i === null ? d(e, t, n, r, null) : null;
				if (typeof n.then == "function") return p(e, t, ao(n), r);
				if (n.$$typeof === oe) return p(e, t, Ta(e, n), r);
				so(e, n);
			}
			return null;
		}
		function m(e, t, n, r, i) {
			if (typeof r == "string" && r !== "" || typeof r == "number" || typeof r == "bigint") return e = e.get(n) || null, c(t, e, "" + r, i);
			if (typeof r == "object" && r) {
				switch (r.$$typeof) {
					case te: return e = e.get(r.key === null ? n : r.key) || null, l(t, e, r, i);
					case ne: return e = e.get(r.key === null ? n : r.key) || null, u(t, e, r, i);
					case ue: return r = $a(r), m(e, t, n, r, i);
				}
				if (ve(r) || he(r)) return e = e.get(n) || null, d(t, e, r, i, null);
				if (typeof r.then == "function") return m(e, t, n, ao(r), i);
				if (r.$$typeof === oe) return m(e, t, n, Ta(t, r), i);
				so(t, r);
			}
			return null;
		}
		function h(i, a, s, c) {
			for (var l = null, u = null, d = a, h = a = 0, g = null; d !== null && h < s.length; h++) {
				d.index > h ? (g = d, d = null) : g = d.sibling;
				var _ = p(i, d, s[h], c);
				if (_ === null) {
					d === null && (d = g);
					break;
				}
				e && d && _.alternate === null && t(i, d), a = o(_, a, h), u === null ? l = _ : u.sibling = _, u = _, d = g;
			}
			if (h === s.length) return n(i, d), V && Zi(i, h), l;
			if (d === null) {
				for (; h < s.length; h++) d = f(i, s[h], c), d !== null && (a = o(d, a, h), u === null ? l = d : u.sibling = d, u = d);
				return V && Zi(i, h), l;
			}
			for (d = r(d); h < s.length; h++) g = m(d, i, h, s[h], c), g !== null && (e && (_ = g.alternate, _ !== null && d.delete(_.key === null ? h : _.key)), a = o(g, a, h), u === null ? l = g : u.sibling = g, u = g);
			return e && d.forEach(function(e) {
				return t(i, e);
			}), V && Zi(i, h), l;
		}
		function g(a, s, c, l) {
			if (c == null) throw Error(i(151));
			for (var u = null, d = null, h = s, g = s = 0, _ = null, v = c.next(); h !== null && !v.done; g++, v = c.next()) {
				h.index > g ? (_ = h, h = null) : _ = h.sibling;
				var y = p(a, h, v.value, l);
				if (y === null) {
					h === null && (h = _);
					break;
				}
				e && h && y.alternate === null && t(a, h), s = o(y, s, g), d === null ? u = y : d.sibling = y, d = y, h = _;
			}
			if (v.done) return n(a, h), V && Zi(a, g), u;
			if (h === null) {
				for (; !v.done; g++, v = c.next()) v = f(a, v.value, l), v !== null && (s = o(v, s, g), d === null ? u = v : d.sibling = v, d = v);
				return V && Zi(a, g), u;
			}
			for (h = r(h); !v.done; g++, v = c.next()) v = m(h, a, g, v.value, l), v !== null && (e && (_ = v.alternate, _ !== null && h.delete(_.key === null ? g : _.key)), s = o(v, s, g), d === null ? u = v : d.sibling = v, d = v);
			return e && h.forEach(function(e) {
				return t(a, e);
			}), V && Zi(a, g), u;
		}
		function _(e, r, o, c) {
			if (typeof o == "object" && o && o.type === re && o.key === null && o.props.ref === void 0 && (o = o.props.children), typeof o == "object" && o) {
				switch (o.$$typeof) {
					case te:
						a: {
							for (var l = o.key; r !== null;) {
								if (r.key === l) {
									if (l = o.type, l === re) {
										if (r.tag === 7) {
											n(e, r.sibling), c = a(r, o.props.children), oo(c, o), c.return = e, e = c;
											break a;
										}
									} else if (r.elementType === l || typeof l == "object" && l && l.$$typeof === ue && $a(l) === r.type) {
										n(e, r.sibling), c = a(r, o.props), oo(c, o), c.return = e, e = c;
										break a;
									}
									n(e, r);
									break;
								}
								t(e, r), r = r.sibling;
							}
							o.type === re ? (c = Ii(o.props.children, e.mode, c, o.key), oo(c, o), c.return = e, e = c) : (c = Fi(o.type, o.key, o.props, null, e.mode, c), oo(c, o), c.return = e, e = c);
						}
						return s(e);
					case ne:
						a: {
							for (l = o.key; r !== null;) {
								if (r.key === l) {
									if (r.tag === 4 && r.stateNode.containerInfo === o.containerInfo && r.stateNode.implementation === o.implementation) {
										n(e, r.sibling), c = a(r, o.children || []), c.return = e, e = c;
										break a;
									}
									n(e, r);
									break;
								}
								t(e, r), r = r.sibling;
							}
							c = zi(o, e.mode, c), c.return = e, e = c;
						}
						return s(e);
					case ue: return o = $a(o), _(e, r, o, c);
				}
				if (ve(o)) return h(e, r, o, c);
				if (he(o)) {
					if (l = he(o), typeof l != "function") throw Error(i(150));
					return o = l.call(o), g(e, r, o, c);
				}
				if (typeof o.then == "function") return _(e, r, ao(o), c);
				if (o.$$typeof === oe) return _(e, r, Ta(e, o), c);
				so(e, o);
			}
			return typeof o == "string" && o !== "" || typeof o == "number" || typeof o == "bigint" ? (o = "" + o, r !== null && r.tag === 6 ? (n(e, r.sibling), c = a(r, o), c.return = e, e = c) : (n(e, r), c = Li(o, e.mode, c), c.return = e, e = c), s(e)) : n(e, r);
		}
		return function(e, t, n, r) {
			try {
				io = 0;
				var i = _(e, t, n, r);
				return ro = null, i;
			} catch (t) {
				if (t === qa || t === Ya) throw t;
				var a = ji(29, t, null, e.mode);
				return a.lanes = r, a.return = e, a;
			}
		};
	}
	var lo = co(!0), uo = co(!1), fo = !1;
	function po(e) {
		e.updateQueue = {
			baseState: e.memoizedState,
			firstBaseUpdate: null,
			lastBaseUpdate: null,
			shared: {
				pending: null,
				lanes: 0,
				hiddenCallbacks: null
			},
			callbacks: null
		};
	}
	function mo(e, t) {
		e = e.updateQueue, t.updateQueue === e && (t.updateQueue = {
			baseState: e.baseState,
			firstBaseUpdate: e.firstBaseUpdate,
			lastBaseUpdate: e.lastBaseUpdate,
			shared: e.shared,
			callbacks: null
		});
	}
	function ho(e) {
		return {
			lane: e,
			tag: 0,
			payload: null,
			callback: null,
			next: null
		};
	}
	function go(e, t, n) {
		var r = e.updateQueue;
		if (r === null) return null;
		if (r = r.shared, q & 2) {
			var i = r.pending;
			return i === null ? t.next = t : (t.next = i.next, i.next = t), r.pending = t, t = Oi(e), Di(e, null, n), t;
		}
		return wi(e, r, t, n), Oi(e);
	}
	function _o(e, t, n) {
		if (t = t.updateQueue, t !== null && (t = t.shared, n & 4194048)) {
			var r = t.lanes;
			r &= e.pendingLanes, n |= r, t.lanes = n, yt(e, n);
		}
	}
	function vo(e, t) {
		var n = e.updateQueue, r = e.alternate;
		if (r !== null && (r = r.updateQueue, n === r)) {
			var i = null, a = null;
			if (n = n.firstBaseUpdate, n !== null) {
				do {
					var o = {
						lane: n.lane,
						tag: n.tag,
						payload: n.payload,
						callback: null,
						next: null
					};
					a === null ? i = a = o : a = a.next = o, n = n.next;
				} while (n !== null);
				a === null ? i = a = t : a = a.next = t;
			} else i = a = t;
			n = {
				baseState: r.baseState,
				firstBaseUpdate: i,
				lastBaseUpdate: a,
				shared: r.shared,
				callbacks: r.callbacks
			}, e.updateQueue = n;
		} else e = n.lastBaseUpdate, e === null ? n.firstBaseUpdate = t : e.next = t, n.lastBaseUpdate = t;
	}
	var yo = !1;
	function bo() {
		if (yo) {
			var e = Ra;
			if (e !== null) throw e;
		}
	}
	function xo(e, t, n, r) {
		yo = !1;
		var i = e.updateQueue;
		fo = !1;
		var a = i.firstBaseUpdate, o = i.lastBaseUpdate, s = i.shared.pending;
		if (s !== null) {
			i.shared.pending = null;
			var c = s, l = c.next;
			c.next = null, o === null ? a = l : o.next = l, o = c;
			var u = e.alternate;
			u !== null && (u = u.updateQueue, s = u.lastBaseUpdate, s !== o && (s === null ? u.firstBaseUpdate = l : s.next = l, u.lastBaseUpdate = c));
		}
		if (a !== null) {
			var d = i.baseState;
			o = 0, u = l = c = null, s = a;
			do {
				var f = s.lane & -536870913, p = f !== s.lane;
				if (p ? (Y & f) === f : (r & f) === f) {
					f !== 0 && f === La && (yo = !0), u !== null && (u = u.next = {
						lane: 0,
						tag: s.tag,
						payload: s.payload,
						callback: null,
						next: null
					});
					a: {
						var m = e, h = s;
						f = t;
						var g = n;
						switch (h.tag) {
							case 1:
								if (m = h.payload, typeof m == "function") {
									d = m.call(g, d, f);
									break a;
								}
								d = m;
								break a;
							case 3: m.flags = m.flags & -65537 | 128;
							case 0:
								if (m = h.payload, f = typeof m == "function" ? m.call(g, d, f) : m, f == null) break a;
								d = D({}, d, f);
								break a;
							case 2: fo = !0;
						}
					}
					f = s.callback, f !== null && (e.flags |= 64, p && (e.flags |= 8192), p = i.callbacks, p === null ? i.callbacks = [f] : p.push(f));
				} else p = {
					lane: f,
					tag: s.tag,
					payload: s.payload,
					callback: s.callback,
					next: null
				}, u === null ? (l = u = p, c = d) : u = u.next = p, o |= f;
				if (s = s.next, s === null) {
					if (s = i.shared.pending, s === null) break;
					p = s, s = p.next, p.next = null, i.lastBaseUpdate = p, i.shared.pending = null;
				}
			} while (1);
			u === null && (c = d), i.baseState = c, i.firstBaseUpdate = l, i.lastBaseUpdate = u, a === null && (i.shared.lanes = 0), od |= o, e.lanes = o, e.memoizedState = d;
		}
	}
	function So(e, t) {
		if (typeof e != "function") throw Error(i(191, e));
		e.call(t);
	}
	function Co(e, t) {
		var n = e.callbacks;
		if (n !== null) for (e.callbacks = null, e = 0; e < n.length; e++) So(n[e], t);
	}
	var wo = Se(null), To = Se(0);
	function Eo(e, t) {
		e = id, P(To, e), P(wo, t), id = e | t.baseLanes;
	}
	function Do() {
		P(To, id), P(wo, wo.current);
	}
	function Oo() {
		id = To.current, Ce(wo), Ce(To);
	}
	var ko = Se(null), Ao = null;
	function jo(e) {
		var t = e.alternate;
		P(Io, Io.current & 1), P(ko, e), Ao === null && (t === null || wo.current !== null || t.memoizedState !== null) && (Ao = e);
	}
	function Mo(e) {
		P(Io, Io.current), P(ko, e), Ao === null && (Ao = e);
	}
	function No(e) {
		e.tag === 22 ? (P(Io, Io.current), P(ko, e), Ao === null && (Ao = e)) : Po();
	}
	function Po() {
		P(Io, Io.current), P(ko, ko.current);
	}
	function Fo(e) {
		Ce(ko), Ao === e && (Ao = null), Ce(Io);
	}
	var Io = Se(0);
	function Lo(e, t) {
		P(ko, ko.current), P(Io, t);
	}
	function Ro(e) {
		Ce(Io), Ce(ko), Ao === e && (Ao = null);
	}
	function zo(e) {
		for (var t = e; t !== null;) {
			if (t.tag === 13) {
				var n = t.memoizedState;
				if (n !== null && (n = n.dehydrated, n === null || om(n) || sm(n))) return t;
			} else if (t.tag === 19 && t.memoizedProps.revealOrder !== "independent") {
				if (t.flags & 128) return t;
			} else if (t.child !== null) {
				t.child.return = t, t = t.child;
				continue;
			}
			if (t === e) break;
			for (; t.sibling === null;) {
				if (t.return === null || t.return === e) return null;
				t = t.return;
			}
			t.sibling.return = t.return, t = t.sibling;
		}
		return null;
	}
	var Bo = 0, U = null, W = null, Vo = null, Ho = !1, Uo = !1, Wo = !1, Go = 0, Ko = 0, qo = null, Jo = 0;
	function Yo() {
		throw Error(i(321));
	}
	function Xo(e, t) {
		if (t === null) return !1;
		for (var n = 0; n < t.length && n < e.length; n++) if (!Br(e[n], t[n])) return !1;
		return !0;
	}
	function Zo(e, t, n, r, i, a) {
		return Bo = a, U = t, t.memoizedState = null, t.updateQueue = null, t.lanes = 0, M.H = e === null || e.memoizedState === null ? mc : hc, Wo = !1, a = n(r, i), Wo = !1, Uo && (a = $o(t, n, r, i)), Qo(e), a;
	}
	function Qo(e) {
		M.H = pc;
		var t = W !== null && W.next !== null;
		if (Bo = 0, Vo = W = U = null, Ho = !1, Ko = 0, qo = null, t) throw Error(i(300));
		e === null || Mc || (e = e.dependencies, e !== null && Sa(e) && (Mc = !0));
	}
	function $o(e, t, n, r) {
		U = e;
		var a = 0;
		do {
			if (Uo && (qo = null), Ko = 0, Uo = !1, 25 <= a) throw Error(i(301));
			if (a += 1, Vo = W = null, e.updateQueue != null) {
				var o = e.updateQueue;
				o.lastEffect = null, o.events = null, o.stores = null, o.memoCache != null && (o.memoCache.index = 0);
			}
			M.H = gc, o = t(n, r);
		} while (Uo);
		return o;
	}
	function es() {
		var e = M.H, t = e.useState()[0];
		return t = typeof t.then == "function" ? ss(t) : t, e = e.useState()[0], (W === null ? null : W.memoizedState) !== e && (U.flags |= 1024), t;
	}
	function ts() {
		var e = Go !== 0;
		return Go = 0, e;
	}
	function ns(e, t, n) {
		t.updateQueue = e.updateQueue, t.flags &= -2053, e.lanes &= ~n;
	}
	function rs(e) {
		if (Ho) {
			for (e = e.memoizedState; e !== null;) {
				var t = e.queue;
				t !== null && (t.pending = null), e = e.next;
			}
			Ho = !1;
		}
		Bo = 0, Vo = W = U = null, Uo = !1, Ko = Go = 0, qo = null;
	}
	function is() {
		var e = {
			memoizedState: null,
			baseState: null,
			baseQueue: null,
			queue: null,
			next: null
		};
		return Vo === null ? U.memoizedState = Vo = e : Vo = Vo.next = e, Vo;
	}
	function as() {
		if (W === null) {
			var e = U.alternate;
			e = e === null ? null : e.memoizedState;
		} else e = W.next;
		var t = Vo === null ? U.memoizedState : Vo.next;
		if (t !== null) Vo = t, W = e;
		else {
			if (e === null) throw U.alternate === null ? Error(i(467)) : Error(i(310));
			W = e, e = {
				memoizedState: W.memoizedState,
				baseState: W.baseState,
				baseQueue: W.baseQueue,
				queue: W.queue,
				next: null
			}, Vo === null ? U.memoizedState = Vo = e : Vo = Vo.next = e;
		}
		return Vo;
	}
	function os() {
		return {
			lastEffect: null,
			events: null,
			stores: null,
			memoCache: null
		};
	}
	function ss(e) {
		var t = Ko;
		return Ko += 1, qo === null && (qo = []), e = Qa(qo, e, t), t = U, (Vo === null ? t.memoizedState : Vo.next) === null && (t = t.alternate, M.H = t === null || t.memoizedState === null ? mc : hc), e;
	}
	function cs(e) {
		if (typeof e == "object" && e) {
			if (typeof e.then == "function") return ss(e);
			if (e.$$typeof === pe) return;
			if (e.$$typeof === oe) return wa(e);
		}
		throw Error(i(438, String(e)));
	}
	function ls(e) {
		var t = null, n = U.updateQueue;
		if (n !== null && (t = n.memoCache), t == null) {
			var r = U.alternate;
			r !== null && (r = r.updateQueue, r !== null && (r = r.memoCache, r != null && (t = {
				data: r.data.map(function(e) {
					return e.slice();
				}),
				index: 0
			})));
		}
		if (t ??= {
			data: [],
			index: 0
		}, n === null && (n = os(), U.updateQueue = n), n.memoCache = t, n = t.data[t.index], n === void 0) for (n = t.data[t.index] = Array(e), r = 0; r < e; r++) n[r] = fe;
		return t.index++, n;
	}
	function us(e, t) {
		return typeof t == "function" ? t(e) : t;
	}
	function ds(e) {
		return fs(as(), W, e);
	}
	function fs(e, t, n) {
		var r = e.queue;
		if (r === null) throw Error(i(311));
		r.lastRenderedReducer = n;
		var a = e.baseQueue, o = r.pending;
		if (o !== null) {
			if (a !== null) {
				var s = a.next;
				a.next = o.next, o.next = s;
			}
			t.baseQueue = a = o, r.pending = null;
		}
		if (o = e.baseState, a === null) e.memoizedState = o;
		else {
			t = a.next;
			var c = s = null, l = null, u = t, d = !1;
			do {
				var f = u.lane & -536870913;
				if (f === u.lane ? (Bo & f) === f : (Y & f) === f) {
					var p = u.revertLane;
					if (p === 0) l !== null && (l = l.next = {
						lane: 0,
						revertLane: 0,
						gesture: null,
						action: u.action,
						hasEagerState: u.hasEagerState,
						eagerState: u.eagerState,
						next: null
					}), f === La && (d = !0);
					else if ((Bo & p) === p) {
						u = u.next, p === La && (d = !0);
						continue;
					} else f = {
						lane: 0,
						revertLane: u.revertLane,
						gesture: null,
						action: u.action,
						hasEagerState: u.hasEagerState,
						eagerState: u.eagerState,
						next: null
					}, l === null ? (c = l = f, s = o) : l = l.next = f, U.lanes |= p, od |= p;
					f = u.action, Wo && n(o, f), o = u.hasEagerState ? u.eagerState : n(o, f);
				} else p = {
					lane: f,
					revertLane: u.revertLane,
					gesture: u.gesture,
					action: u.action,
					hasEagerState: u.hasEagerState,
					eagerState: u.eagerState,
					next: null
				}, l === null ? (c = l = p, s = o) : l = l.next = p, U.lanes |= f, od |= f;
				u = u.next;
			} while (u !== null && u !== t);
			if (l === null ? s = o : l.next = c, !Br(o, e.memoizedState) && (Mc = !0, d && (n = Ra, n !== null))) throw n;
			e.memoizedState = o, e.baseState = s, e.baseQueue = l, r.lastRenderedState = o;
		}
		return a === null && (r.lanes = 0), [e.memoizedState, r.dispatch];
	}
	function ps(e) {
		var t = as(), n = t.queue;
		if (n === null) throw Error(i(311));
		n.lastRenderedReducer = e;
		var r = n.dispatch, a = n.pending, o = t.memoizedState;
		if (a !== null) {
			n.pending = null;
			var s = a = a.next;
			do
				o = e(o, s.action), s = s.next;
			while (s !== a);
			Br(o, t.memoizedState) || (Mc = !0), t.memoizedState = o, t.baseQueue === null && (t.baseState = o), n.lastRenderedState = o;
		}
		return [o, r];
	}
	function ms(e, t, n) {
		var r = U, a = as(), o = V;
		if (o) {
			if (n === void 0) throw Error(i(407));
			n = n();
		} else n = t();
		var s = !Br((W || a).memoizedState, n);
		if (s && (a.memoizedState = n, Mc = !0), a = a.queue, zs(_s.bind(null, r, a, e), [e]), e = a.getSnapshot !== t || s || Vo !== null && !!(Vo.memoizedState.tag & 1), Ps(e ? 9 : 8, { destroy: void 0 }, gs.bind(null, r, a, n, t), null), e) {
			if (r.flags |= 2048, $u === null) throw Error(i(349));
			o || Bo & 127 || hs(r, t, n);
		}
		return n;
	}
	function hs(e, t, n) {
		e.flags |= 16384, e = {
			getSnapshot: t,
			value: n
		}, t = U.updateQueue, t === null ? (t = os(), U.updateQueue = t, t.stores = [e]) : (n = t.stores, n === null ? t.stores = [e] : n.push(e));
	}
	function gs(e, t, n, r) {
		t.value = n, t.getSnapshot = r, vs(t) && ys(e);
	}
	function _s(e, t, n) {
		return n(function() {
			vs(t) && ys(e);
		});
	}
	function vs(e) {
		var t = e.getSnapshot;
		e = e.value;
		try {
			var n = t();
			return !Br(e, n);
		} catch {
			return !0;
		}
	}
	function ys(e) {
		var t = Ei(e, 2);
		t !== null && Pd(t, e, 2);
	}
	function bs(e) {
		var t = is();
		if (typeof e == "function") {
			var n = e;
			if (e = n(), Wo) {
				tt(!0);
				try {
					n();
				} finally {
					tt(!1);
				}
			}
		}
		return t.memoizedState = t.baseState = e, t.queue = {
			pending: null,
			lanes: 0,
			dispatch: null,
			lastRenderedReducer: us,
			lastRenderedState: e
		}, t;
	}
	function xs(e, t, n, r) {
		return e.baseState = n, fs(e, W, typeof r == "function" ? r : us);
	}
	function Ss(e, t, n, r, a) {
		if (uc(e)) throw Error(i(485));
		if (e = t.action, e !== null) {
			var o = {
				payload: a,
				action: e,
				next: null,
				isTransition: !0,
				status: "pending",
				value: null,
				reason: null,
				listeners: [],
				then: function(e) {
					o.listeners.push(e);
				}
			};
			M.T === null ? o.isTransition = !1 : n(!0), r(o), n = t.pending, n === null ? (o.next = t.pending = o, Cs(t, o)) : (o.next = n.next, t.pending = n.next = o);
		}
	}
	function Cs(e, t) {
		var n = t.action, r = t.payload, i = e.state;
		if (t.isTransition) {
			var a = M.T, o = {};
			o.types = a === null ? null : a.types, M.T = o;
			try {
				var s = n(i, r), c = M.S;
				c !== null && c(o, s), ws(e, t, s);
			} catch (n) {
				Es(e, t, n);
			} finally {
				a !== null && o.types !== null && (a.types = o.types), M.T = a;
			}
		} else try {
			a = n(i, r), ws(e, t, a);
		} catch (n) {
			Es(e, t, n);
		}
	}
	function ws(e, t, n) {
		typeof n == "object" && n && typeof n.then == "function" ? n.then(function(n) {
			Ts(e, t, n);
		}, function(n) {
			return Es(e, t, n);
		}) : Ts(e, t, n);
	}
	function Ts(e, t, n) {
		t.status = "fulfilled", t.value = n, Ds(t), e.state = n, t = e.pending, t !== null && (n = t.next, n === t ? e.pending = null : (n = n.next, t.next = n, Cs(e, n)));
	}
	function Es(e, t, n) {
		var r = e.pending;
		if (e.pending = null, r !== null) {
			r = r.next;
			do
				t.status = "rejected", t.reason = n, Ds(t), t = t.next;
			while (t !== r);
		}
		e.action = null;
	}
	function Ds(e) {
		e = e.listeners;
		for (var t = 0; t < e.length; t++) (0, e[t])();
	}
	function Os(e, t) {
		return t;
	}
	function ks(e, t) {
		if (V) {
			var n = $u.formState;
			if (n !== null) {
				a: {
					var r = U;
					if (V) {
						if (ra) {
							b: {
								for (var i = ra, a = aa; i.nodeType !== 8;) if (!a || (i = lm(i.nextSibling), i === null)) {
									i = null;
									break b;
								}
								a = i.data, i = a === "F!" || a === "F" ? i : null;
							}
							if (i) {
								ra = lm(i.nextSibling), r = i.data === "F!";
								break a;
							}
						}
						sa(r);
					}
					r = !1;
				}
				r && (t = n[0]);
			}
		}
		return n = is(), n.memoizedState = n.baseState = t, r = {
			pending: null,
			lanes: 0,
			dispatch: null,
			lastRenderedReducer: Os,
			lastRenderedState: t
		}, n.queue = r, n = sc.bind(null, U, r), r.dispatch = n, r = bs(!1), a = lc.bind(null, U, !1, r.queue), r = is(), i = {
			state: t,
			dispatch: null,
			action: e,
			pending: null
		}, r.queue = i, n = Ss.bind(null, U, i, a, n), i.dispatch = n, r.memoizedState = e, [
			t,
			n,
			!1
		];
	}
	function As(e) {
		return js(as(), W, e);
	}
	function js(e, t, n) {
		if (t = fs(e, t, Os)[0], e = ds(us)[0], typeof t == "object" && t && typeof t.then == "function") try {
			var r = ss(t);
		} catch (e) {
			throw e === qa ? Ya : e;
		}
		else r = t;
		t = as();
		var i = t.queue, a = i.dispatch;
		return n !== t.memoizedState && (U.flags |= 2048, Ps(9, { destroy: void 0 }, Ms.bind(null, i, n), null)), [
			r,
			a,
			e
		];
	}
	function Ms(e, t) {
		e.action = t;
	}
	function Ns(e) {
		var t = as(), n = W;
		if (n !== null) return js(t, n, e);
		as(), t = t.memoizedState, n = as();
		var r = n.queue.dispatch;
		return n.memoizedState = e, [
			t,
			r,
			!1
		];
	}
	function Ps(e, t, n, r) {
		return e = {
			tag: e,
			create: n,
			deps: r,
			inst: t,
			next: null
		}, t = U.updateQueue, t === null && (t = os(), U.updateQueue = t), n = t.lastEffect, n === null ? t.lastEffect = e.next = e : (r = n.next, n.next = e, e.next = r, t.lastEffect = e), e;
	}
	function Fs() {
		return as().memoizedState;
	}
	function Is(e, t, n, r) {
		var i = is();
		U.flags |= e, i.memoizedState = Ps(1 | t, { destroy: void 0 }, n, r === void 0 ? null : r);
	}
	function Ls(e, t, n, r) {
		var i = as();
		r = r === void 0 ? null : r;
		var a = i.memoizedState.inst;
		W !== null && r !== null && Xo(r, W.memoizedState.deps) ? i.memoizedState = Ps(t, a, n, r) : (U.flags |= e, i.memoizedState = Ps(1 | t, a, n, r));
	}
	function Rs(e, t) {
		Is(8390656, 8, e, t);
	}
	function zs(e, t) {
		Ls(2048, 8, e, t);
	}
	function Bs(e) {
		U.flags |= 4;
		var t = U.updateQueue;
		if (t === null) t = os(), U.updateQueue = t, t.events = [e];
		else {
			var n = t.events;
			n === null ? t.events = [e] : n.push(e);
		}
	}
	function Vs(e) {
		var t = as().memoizedState;
		return Bs({
			ref: t,
			nextImpl: e
		}), function() {
			if (q & 2) throw Error(i(440));
			return t.impl.apply(void 0, arguments);
		};
	}
	function Hs(e, t) {
		return Ls(4, 2, e, t);
	}
	function Us(e, t) {
		return Ls(4, 4, e, t);
	}
	function Ws(e, t) {
		if (typeof t == "function") {
			e = e();
			var n = t(e);
			return function() {
				typeof n == "function" ? n() : t(null);
			};
		}
		if (t != null) return e = e(), t.current = e, function() {
			t.current = null;
		};
	}
	function Gs(e, t, n) {
		n = n == null ? null : n.concat([e]), Ls(4, 4, Ws.bind(null, t, e), n);
	}
	function Ks() {}
	function qs(e, t) {
		var n = as();
		t = t === void 0 ? null : t;
		var r = n.memoizedState;
		return t !== null && Xo(t, r[1]) ? r[0] : (n.memoizedState = [e, t], e);
	}
	function Js(e, t) {
		var n = as();
		t = t === void 0 ? null : t;
		var r = n.memoizedState;
		if (t !== null && Xo(t, r[1])) return r[0];
		if (r = e(), Wo) {
			tt(!0);
			try {
				e();
			} finally {
				tt(!1);
			}
		}
		return n.memoizedState = [r, t], r;
	}
	function Ys(e, t, n) {
		return n === void 0 || Bo & 1073741824 && !(Y & 261930) ? e.memoizedState = t : (e.memoizedState = n, e = Md(), U.lanes |= e, od |= e, n);
	}
	function Xs(e, t, n, r) {
		return Br(n, t) ? n : wo.current === null ? !(Bo & 106) || Bo & 1073741824 && !(Y & 261930) ? (Mc = !0, e.memoizedState = n) : (e = Md(), U.lanes |= e, od |= e, t) : (e = Ys(e, n, r), Br(e, t) || (Mc = !0), e);
	}
	function Zs(e, t, n, r, i) {
		var a = N.p;
		N.p = a !== 0 && 8 > a ? a : 8;
		var o = M.T, s = {};
		s.types = o === null ? null : o.types, M.T = s, lc(e, !1, t, n);
		try {
			var c = i(), l = M.S;
			l !== null && l(s, c), typeof c == "object" && c && typeof c.then == "function" ? cc(e, t, Va(c, r), jd(e)) : cc(e, t, r, jd(e));
		} catch (n) {
			cc(e, t, {
				then: function() {},
				status: "rejected",
				reason: n
			}, jd());
		} finally {
			N.p = a, o !== null && s.types !== null && (o.types = s.types), M.T = o;
		}
	}
	function Qs() {}
	function $s(e, t, n, r) {
		if (e.tag !== 5) throw Error(i(476));
		var a = ec(e).queue;
		Zs(e, a, t, ye, n === null ? Qs : function() {
			return tc(e), n(r);
		});
	}
	function ec(e) {
		var t = e.memoizedState;
		if (t !== null) return t;
		t = {
			memoizedState: ye,
			baseState: ye,
			baseQueue: null,
			queue: {
				pending: null,
				lanes: 0,
				dispatch: null,
				lastRenderedReducer: us,
				lastRenderedState: ye
			},
			next: null
		};
		var n = {};
		return t.next = {
			memoizedState: n,
			baseState: n,
			baseQueue: null,
			queue: {
				pending: null,
				lanes: 0,
				dispatch: null,
				lastRenderedReducer: us,
				lastRenderedState: n
			},
			next: null
		}, e.memoizedState = t, e = e.alternate, e !== null && (e.memoizedState = t), t;
	}
	function tc(e) {
		var t = ec(e);
		t.next === null && (t = e.alternate.memoizedState), cc(e, t.next.queue, {}, jd());
	}
	function nc() {
		return wa(sh);
	}
	function rc() {
		return as().memoizedState;
	}
	function ic() {
		return as().memoizedState;
	}
	function ac(e) {
		for (var t = e.return; t !== null;) {
			switch (t.tag) {
				case 24:
				case 3:
					var n = jd();
					e = ho(n);
					var r = go(t, e, n);
					r !== null && (Pd(r, t, n), _o(r, t, n)), t = { cache: Aa() }, e.payload = t;
					return;
			}
			t = t.return;
		}
	}
	function oc(e, t, n) {
		var r = jd();
		n = {
			lane: r,
			revertLane: 0,
			gesture: null,
			action: n,
			hasEagerState: !1,
			eagerState: null,
			next: null
		}, uc(e) ? dc(t, n) : (n = Ti(e, t, n, r), n !== null && (Pd(n, e, r), fc(n, t, r)));
	}
	function sc(e, t, n) {
		cc(e, t, n, jd());
	}
	function cc(e, t, n, r) {
		var i = {
			lane: r,
			revertLane: 0,
			gesture: null,
			action: n,
			hasEagerState: !1,
			eagerState: null,
			next: null
		};
		if (uc(e)) dc(t, i);
		else {
			var a = e.alternate;
			if (e.lanes === 0 && (a === null || a.lanes === 0) && (a = t.lastRenderedReducer, a !== null)) try {
				var o = t.lastRenderedState, s = a(o, n);
				if (i.hasEagerState = !0, i.eagerState = s, Br(s, o)) return wi(e, t, i, 0), $u === null && Ci(), !1;
			} catch {}
			if (n = Ti(e, t, i, r), n !== null) return Pd(n, e, r), fc(n, t, r), !0;
		}
		return !1;
	}
	function lc(e, t, n, r) {
		if (r = {
			lane: 2,
			revertLane: Pf(),
			gesture: null,
			action: r,
			hasEagerState: !1,
			eagerState: null,
			next: null
		}, uc(e)) {
			if (t) throw Error(i(479));
		} else t = Ti(e, n, r, 2), t !== null && Pd(t, e, 2);
	}
	function uc(e) {
		var t = e.alternate;
		return e === U || t !== null && t === U;
	}
	function dc(e, t) {
		Uo = Ho = !0;
		var n = e.pending;
		n === null ? t.next = t : (t.next = n.next, n.next = t), e.pending = t;
	}
	function fc(e, t, n) {
		if (n & 4194048) {
			var r = t.lanes;
			r &= e.pendingLanes, n |= r, t.lanes = n, yt(e, n);
		}
	}
	var pc = {
		readContext: wa,
		use: cs,
		useCallback: Yo,
		useContext: Yo,
		useEffect: Yo,
		useImperativeHandle: Yo,
		useLayoutEffect: Yo,
		useInsertionEffect: Yo,
		useMemo: Yo,
		useReducer: Yo,
		useRef: Yo,
		useState: Yo,
		useDebugValue: Yo,
		useDeferredValue: Yo,
		useTransition: Yo,
		useSyncExternalStore: Yo,
		useId: Yo,
		useHostTransitionStatus: Yo,
		useFormState: Yo,
		useActionState: Yo,
		useOptimistic: Yo,
		useMemoCache: Yo,
		useCacheRefresh: Yo,
		useEffectEvent: Yo
	}, mc = {
		readContext: wa,
		use: cs,
		useCallback: function(e, t) {
			return is().memoizedState = [e, t === void 0 ? null : t], e;
		},
		useContext: wa,
		useEffect: Rs,
		useImperativeHandle: function(e, t, n) {
			n = n == null ? null : n.concat([e]), Is(4194308, 4, Ws.bind(null, t, e), n);
		},
		useLayoutEffect: function(e, t) {
			return Is(4194308, 4, e, t);
		},
		useInsertionEffect: function(e, t) {
			Is(4, 2, e, t);
		},
		useMemo: function(e, t) {
			var n = is();
			t = t === void 0 ? null : t;
			var r = e();
			if (Wo) {
				tt(!0);
				try {
					e();
				} finally {
					tt(!1);
				}
			}
			return n.memoizedState = [r, t], r;
		},
		useReducer: function(e, t, n) {
			var r = is();
			if (n !== void 0) {
				var i = n(t);
				if (Wo) {
					tt(!0);
					try {
						n(t);
					} finally {
						tt(!1);
					}
				}
			} else i = t;
			return r.memoizedState = r.baseState = i, e = {
				pending: null,
				lanes: 0,
				dispatch: null,
				lastRenderedReducer: e,
				lastRenderedState: i
			}, r.queue = e, e = e.dispatch = oc.bind(null, U, e), [r.memoizedState, e];
		},
		useRef: function(e) {
			var t = is();
			return e = { current: e }, t.memoizedState = e;
		},
		useState: function(e) {
			e = bs(e);
			var t = e.queue, n = sc.bind(null, U, t);
			return t.dispatch = n, [e.memoizedState, n];
		},
		useDebugValue: Ks,
		useDeferredValue: function(e, t) {
			return Ys(is(), e, t);
		},
		useTransition: function() {
			var e = bs(!1);
			return e = Zs.bind(null, U, e.queue, !0, !1), is().memoizedState = e, [!1, e];
		},
		useSyncExternalStore: function(e, t, n) {
			var r = U, a = is();
			if (V) {
				if (n === void 0) throw Error(i(407));
				n = n();
			} else {
				if (n = t(), $u === null) throw Error(i(349));
				Y & 127 || hs(r, t, n);
			}
			a.memoizedState = n;
			var o = {
				value: n,
				getSnapshot: t
			};
			return a.queue = o, Rs(_s.bind(null, r, o, e), [e]), r.flags |= 2048, Ps(9, { destroy: void 0 }, gs.bind(null, r, o, n, t), null), n;
		},
		useId: function() {
			var e = is(), t = $u.identifierPrefix;
			if (V) {
				var n = Xi, r = Yi;
				n = (r & ~(1 << 32 - nt(r) - 1)).toString(32) + n, t = "_" + t + "R_" + n, n = Go++, 0 < n && (t += "H" + n.toString(32)), t += "_";
			} else n = Jo++, t = "_" + t + "r_" + n.toString(32) + "_";
			return e.memoizedState = t;
		},
		useHostTransitionStatus: nc,
		useFormState: ks,
		useActionState: ks,
		useOptimistic: function(e) {
			var t = is();
			t.memoizedState = t.baseState = e;
			var n = {
				pending: null,
				lanes: 0,
				dispatch: null,
				lastRenderedReducer: null,
				lastRenderedState: null
			};
			return t.queue = n, t = lc.bind(null, U, !0, n), n.dispatch = t, [e, t];
		},
		useMemoCache: ls,
		useCacheRefresh: function() {
			return is().memoizedState = ac.bind(null, U);
		},
		useEffectEvent: function(e) {
			var t = is(), n = { impl: e };
			return t.memoizedState = n, function() {
				if (q & 2) throw Error(i(440));
				return n.impl.apply(void 0, arguments);
			};
		}
	}, hc = {
		readContext: wa,
		use: cs,
		useCallback: qs,
		useContext: wa,
		useEffect: zs,
		useImperativeHandle: Gs,
		useInsertionEffect: Hs,
		useLayoutEffect: Us,
		useMemo: Js,
		useReducer: ds,
		useRef: Fs,
		useState: function() {
			return ds(us);
		},
		useDebugValue: Ks,
		useDeferredValue: function(e, t) {
			return Xs(as(), W.memoizedState, e, t);
		},
		useTransition: function() {
			var e = ds(us)[0], t = as().memoizedState;
			return [typeof e == "boolean" ? e : ss(e), t];
		},
		useSyncExternalStore: ms,
		useId: rc,
		useHostTransitionStatus: nc,
		useFormState: As,
		useActionState: As,
		useOptimistic: function(e, t) {
			return xs(as(), W, e, t);
		},
		useMemoCache: ls,
		useCacheRefresh: ic,
		useEffectEvent: Vs
	}, gc = {
		readContext: wa,
		use: cs,
		useCallback: qs,
		useContext: wa,
		useEffect: zs,
		useImperativeHandle: Gs,
		useInsertionEffect: Hs,
		useLayoutEffect: Us,
		useMemo: Js,
		useReducer: ps,
		useRef: Fs,
		useState: function() {
			return ps(us);
		},
		useDebugValue: Ks,
		useDeferredValue: function(e, t) {
			var n = as();
			return W === null ? Ys(n, e, t) : Xs(n, W.memoizedState, e, t);
		},
		useTransition: function() {
			var e = ps(us)[0], t = as().memoizedState;
			return [typeof e == "boolean" ? e : ss(e), t];
		},
		useSyncExternalStore: ms,
		useId: rc,
		useHostTransitionStatus: nc,
		useFormState: Ns,
		useActionState: Ns,
		useOptimistic: function(e, t) {
			var n = as();
			return W === null ? (n.baseState = e, [e, n.queue.dispatch]) : xs(n, W, e, t);
		},
		useMemoCache: ls,
		useCacheRefresh: ic,
		useEffectEvent: Vs
	};
	function _c(e, t, n, r) {
		t = e.memoizedState, n = n(r, t), n = n == null ? t : D({}, t, n), e.memoizedState = n, e.lanes === 0 && (e.updateQueue.baseState = n);
	}
	var vc = {
		enqueueSetState: function(e, t, n) {
			e = e._reactInternals;
			var r = jd(), i = ho(r);
			i.payload = t, n != null && (i.callback = n), t = go(e, i, r), t !== null && (Pd(t, e, r), _o(t, e, r));
		},
		enqueueReplaceState: function(e, t, n) {
			e = e._reactInternals;
			var r = jd(), i = ho(r);
			i.tag = 1, i.payload = t, n != null && (i.callback = n), t = go(e, i, r), t !== null && (Pd(t, e, r), _o(t, e, r));
		},
		enqueueForceUpdate: function(e, t) {
			e = e._reactInternals;
			var n = jd(), r = ho(n);
			r.tag = 2, t != null && (r.callback = t), t = go(e, r, n), t !== null && (Pd(t, e, n), _o(t, e, n));
		}
	};
	function yc(e, t, n, r, i, a, o) {
		return e = e.stateNode, typeof e.shouldComponentUpdate == "function" ? e.shouldComponentUpdate(r, a, o) : t.prototype && t.prototype.isPureReactComponent ? !Vr(n, r) || !Vr(i, a) : !0;
	}
	function bc(e, t, n, r) {
		e = t.state, typeof t.componentWillReceiveProps == "function" && t.componentWillReceiveProps(n, r), typeof t.UNSAFE_componentWillReceiveProps == "function" && t.UNSAFE_componentWillReceiveProps(n, r), t.state !== e && vc.enqueueReplaceState(t, t.state, null);
	}
	function xc(e, t) {
		var n = t;
		if ("ref" in t) for (var r in n = {}, t) r !== "ref" && (n[r] = t[r]);
		if (e = e.defaultProps) for (var i in n === t && (n = D({}, n)), e) n[i] === void 0 && (n[i] = e[i]);
		return n;
	}
	function Sc(e) {
		yi(e);
	}
	function Cc(e) {
		console.error(e);
	}
	function wc(e) {
		yi(e);
	}
	function Tc(e, t) {
		try {
			var n = e.onUncaughtError;
			n(t.value, { componentStack: t.stack });
		} catch (e) {
			setTimeout(function() {
				throw e;
			});
		}
	}
	function Ec(e, t, n) {
		try {
			var r = e.onCaughtError;
			r(n.value, {
				componentStack: n.stack,
				errorBoundary: t.tag === 1 ? t.stateNode : null
			});
		} catch (e) {
			setTimeout(function() {
				throw e;
			});
		}
	}
	function Dc(e, t, n) {
		return n = ho(n), n.tag = 3, n.payload = { element: null }, n.callback = function() {
			Tc(e, t);
		}, n;
	}
	function Oc(e) {
		return e = ho(e), e.tag = 3, e;
	}
	function kc(e, t, n, r) {
		var i = n.type.getDerivedStateFromError;
		if (typeof i == "function") {
			var a = r.value;
			e.payload = function() {
				return i(a);
			}, e.callback = function() {
				Ec(t, n, r);
			};
		}
		var o = n.stateNode;
		o !== null && typeof o.componentDidCatch == "function" && (e.callback = function() {
			Ec(t, n, r), typeof i != "function" && (vd === null ? vd = /* @__PURE__ */ new Set([this]) : vd.add(this));
			var e = r.stack;
			this.componentDidCatch(r.value, { componentStack: e === null ? "" : e });
		});
	}
	function Ac(e, t, n, r, a) {
		if (n.flags |= 32768, typeof r == "object" && r && typeof r.then == "function") {
			if (t = n.alternate, t !== null && xa(t, n, a, !0), n = ko.current, n !== null) {
				switch (n.tag) {
					case 31:
					case 13:
					case 19: return Ao === null ? Kd() : n.alternate === null && ad === 0 && (ad = 3), n.flags &= -257, n.flags |= 65536, n.lanes = a, r === Xa ? n.flags |= 16384 : (t = n.updateQueue, t === null ? n.updateQueue = /* @__PURE__ */ new Set([r]) : t.add(r), mf(e, r, a)), !1;
					case 22: return n.flags |= 65536, r === Xa ? n.flags |= 16384 : (t = n.updateQueue, t === null ? (t = {
						transitions: null,
						markerInstances: null,
						retryQueue: /* @__PURE__ */ new Set([r])
					}, n.updateQueue = t) : (n = t.retryQueue, n === null ? t.retryQueue = /* @__PURE__ */ new Set([r]) : n.add(r)), mf(e, r, a)), !1;
				}
				throw Error(i(435, n.tag));
			}
			return mf(e, r, a), Kd(), !1;
		}
		if (V) return t = ko.current, t === null ? (r !== oa && (t = Error(i(423), { cause: r }), pa(Vi(t, n))), e = e.current.alternate, e.flags |= 65536, a &= -a, e.lanes |= a, r = Vi(r, n), a = Dc(e.stateNode, r, a), vo(e, a), ad !== 4 && (ad = 2)) : (!(t.flags & 65536) && (t.flags |= 256), t.flags |= 65536, t.lanes = a, r !== oa && (e = Error(i(422), { cause: r }), pa(Vi(e, n)))), !1;
		var o = Error(i(520), { cause: r });
		if (o = Vi(o, n), dd === null ? dd = [o] : dd.push(o), ad !== 4 && (ad = 2), t === null) return !0;
		r = Vi(r, n), n = t;
		do {
			switch (n.tag) {
				case 3: return n.flags |= 65536, e = a & -a, n.lanes |= e, e = Dc(n.stateNode, r, e), vo(n, e), !1;
				case 1:
					if (t = n.type, o = n.stateNode, !(n.flags & 128) && (typeof t.getDerivedStateFromError == "function" || o !== null && typeof o.componentDidCatch == "function" && (vd === null || !vd.has(o)))) return n.flags |= 65536, a &= -a, n.lanes |= a, a = Oc(a), kc(a, e, n, r), vo(n, a), !1;
					break;
				case 22: if (n.memoizedState !== null) return n.flags |= 65536, !1;
			}
			n = n.return;
		} while (n !== null);
		return !1;
	}
	var jc = Error(i(461)), Mc = !1;
	function Nc(e, t, n, r) {
		t.child = e === null ? uo(t, null, n, r) : lo(t, e.child, n, r);
	}
	function Pc(e, t, n, r, i) {
		n = n.render;
		var a = t.ref;
		if ("ref" in r) {
			var o = {};
			for (var s in r) s !== "ref" && (o[s] = r[s]);
		} else o = r;
		return Ca(t), r = Zo(e, t, n, o, a, i), s = ts(), e !== null && !Mc ? (ns(e, t, i), cl(e, t, i)) : (V && s && $i(t), t.flags |= 1, Nc(e, t, r, i), t.child);
	}
	function Fc(e, t, n, r, i) {
		if (e === null) {
			var a = n.type;
			return typeof a == "function" && !Mi(a) && a.defaultProps === void 0 && n.compare === null ? (t.tag = 15, t.type = a, Ic(e, t, a, r, i)) : (e = Fi(n.type, null, r, t, t.mode, i), e.ref = t.ref, e.return = t, t.child = e);
		}
		if (a = e.child, !ll(e, i)) {
			var o = a.memoizedProps;
			if (n = n.compare, n = n === null ? Vr : n, n(o, r) && e.ref === t.ref) return cl(e, t, i);
		}
		return t.flags |= 1, e = Ni(a, r), e.ref = t.ref, e.return = t, t.child = e;
	}
	function Ic(e, t, n, r, i) {
		if (e !== null) {
			var a = e.memoizedProps;
			if (Vr(a, r) && e.ref === t.ref) {
				if (Mc = !1, t.pendingProps = r = a, ll(e, i)) e.flags & 131072 && (Mc = !0);
				else return t.lanes = e.lanes, cl(e, t, i);
			}
		}
		return Wc(e, t, n, r, i);
	}
	function Lc(e, t, n, r) {
		var i = r.children, a = e === null ? null : e.memoizedState;
		if (e === null && t.stateNode === null && (t.stateNode = {
			_visibility: 1,
			_pendingMarkers: null,
			_retryCache: null,
			_transitions: null
		}), r.mode === "hidden") {
			if (t.flags & 128) {
				if (a = a === null ? n : a.baseLanes | n, e !== null) {
					for (r = t.child = e.child, i = 0; r !== null;) i = i | r.lanes | r.childLanes, r = r.sibling;
					r = i & ~a;
				} else r = 0, t.child = null;
				return zc(e, t, a, n, r);
			}
			if (n & 536870912) t.memoizedState = {
				baseLanes: 0,
				cachePool: null
			}, e !== null && Ga(t, a === null ? null : a.cachePool), a === null ? Do() : Eo(t, a), No(t);
			else return r = t.lanes = 536870912, zc(e, t, a === null ? n : a.baseLanes | n, n, r);
		} else a === null ? (e !== null && Ga(t, null), Do(), Po()) : (Ga(t, a.cachePool), Eo(t, a), Po(), t.memoizedState = null);
		return Nc(e, t, i, n), t.child;
	}
	function Rc(e, t) {
		return e !== null && e.tag === 22 || t.stateNode !== null || (t.stateNode = {
			_visibility: 1,
			_pendingMarkers: null,
			_retryCache: null,
			_transitions: null
		}), t.sibling;
	}
	function zc(e, t, n, r, i) {
		var a = Wa();
		return a = a === null ? null : {
			parent: H._currentValue,
			pool: a
		}, t.memoizedState = {
			baseLanes: n,
			cachePool: a
		}, e !== null && Ga(t, null), Do(), No(t), e !== null && xa(e, t, r, !0), t.childLanes = i, null;
	}
	function Bc(e, t) {
		return t = $c({
			mode: t.mode,
			children: t.children
		}, e.mode), t.ref = e.ref, e.child = t, t.return = e, t;
	}
	function Vc(e, t, n) {
		return lo(t, e.child, null, n), e = Bc(t, t.pendingProps), e.flags |= 2, Fo(t), t.memoizedState = null, e;
	}
	function Hc(e, t, n) {
		var r = t.pendingProps, a = !!(t.flags & 128);
		if (t.flags &= -129, e === null) {
			if (V) {
				if (r.mode === "hidden") return e = Bc(t, r), t.lanes = 536870912, e.memoizedState = {
					baseLanes: 0,
					cachePool: null
				}, Rc(null, e);
				if (Mo(t), (e = ra) ? (e = am(e, aa), e = e !== null && e.data === "&" ? e : null, e !== null && (t.memoizedState = {
					dehydrated: e,
					treeContext: Ji === null ? null : {
						id: Yi,
						overflow: Xi
					},
					retryLane: 536870912,
					hydrationErrors: null
				}, n = Ri(e), n.return = t, t.child = n, na = t, ra = null)) : e = null, e === null) throw sa(t);
				return t.lanes = 536870912, null;
			}
			return Bc(t, r);
		}
		var o = e.memoizedState;
		if (o !== null) {
			var s = o.dehydrated;
			if (Mo(t), a) {
				if (t.flags & 256) t.flags &= -257, t = Vc(e, t, n);
				else if (t.memoizedState !== null) t.child = e.child, t.flags |= 128, t = null;
				else throw Error(i(558));
			} else if (Mc || xa(e, t, n, !1), a = (n & e.childLanes) !== 0, Mc || a) {
				if (wo.current === null) {
					if (r = $u, r !== null && (s = bt(r, n), s !== 0 && s !== o.retryLane)) throw o.retryLane = s, Ei(e, s), Pd(r, e, s), jc;
					Kd();
				}
				t = Vc(e, t, n);
			} else e = o.treeContext, ra = lm(s.nextSibling), na = t, V = !0, ia = null, aa = !1, e !== null && ta(t, e), t = Bc(t, r), t.flags |= 134221824;
			return t;
		}
		return e = Ni(e.child, {
			mode: r.mode,
			children: r.children
		}), e.ref = t.ref, t.child = e, e.return = t, e;
	}
	function Uc(e, t) {
		var n = t.ref;
		if (n === null) e !== null && e.ref !== null && (t.flags |= 4194816);
		else {
			if (typeof n != "function" && typeof n != "object") throw Error(i(284));
			(e === null || e.ref !== n) && (t.flags |= 4194816);
		}
	}
	function Wc(e, t, n, r, i) {
		return Ca(t), n = Zo(e, t, n, r, void 0, i), r = ts(), e !== null && !Mc ? (ns(e, t, i), cl(e, t, i)) : (V && r && $i(t), t.flags |= 1, Nc(e, t, n, i), t.child);
	}
	function Gc(e, t, n, r, i, a) {
		return Ca(t), t.updateQueue = null, n = $o(t, r, n, i), Qo(e), r = ts(), e !== null && !Mc ? (ns(e, t, a), cl(e, t, a)) : (V && r && $i(t), t.flags |= 1, Nc(e, t, n, a), t.child);
	}
	function Kc(e, t, n, r, i) {
		if (Ca(t), t.stateNode === null) {
			var a = ki, o = n.contextType;
			typeof o == "object" && o && (a = wa(o)), a = new n(r, a), t.memoizedState = a.state !== null && a.state !== void 0 ? a.state : null, a.updater = vc, t.stateNode = a, a._reactInternals = t, a = t.stateNode, a.props = r, a.state = t.memoizedState, a.refs = {}, po(t), o = n.contextType, a.context = typeof o == "object" && o ? wa(o) : ki, a.state = t.memoizedState, o = n.getDerivedStateFromProps, typeof o == "function" && (_c(t, n, o, r), a.state = t.memoizedState), typeof n.getDerivedStateFromProps == "function" || typeof a.getSnapshotBeforeUpdate == "function" || typeof a.UNSAFE_componentWillMount != "function" && typeof a.componentWillMount != "function" || (o = a.state, typeof a.componentWillMount == "function" && a.componentWillMount(), typeof a.UNSAFE_componentWillMount == "function" && a.UNSAFE_componentWillMount(), o !== a.state && vc.enqueueReplaceState(a, a.state, null), xo(t, r, a, i), bo(), a.state = t.memoizedState), typeof a.componentDidMount == "function" && (t.flags |= 4194308), r = !0;
		} else if (e === null) {
			a = t.stateNode;
			var s = t.memoizedProps, c = xc(n, s);
			a.props = c;
			var l = a.context, u = n.contextType;
			o = ki, typeof u == "object" && u && (o = wa(u));
			var d = n.getDerivedStateFromProps;
			u = typeof d == "function" || typeof a.getSnapshotBeforeUpdate == "function", s = t.pendingProps !== s, u || typeof a.UNSAFE_componentWillReceiveProps != "function" && typeof a.componentWillReceiveProps != "function" || (s || l !== o) && bc(t, a, r, o), fo = !1;
			var f = t.memoizedState;
			a.state = f, xo(t, r, a, i), bo(), l = t.memoizedState, s || f !== l || fo ? (typeof d == "function" && (_c(t, n, d, r), l = t.memoizedState), (c = fo || yc(t, n, c, r, f, l, o)) ? (u || typeof a.UNSAFE_componentWillMount != "function" && typeof a.componentWillMount != "function" || (typeof a.componentWillMount == "function" && a.componentWillMount(), typeof a.UNSAFE_componentWillMount == "function" && a.UNSAFE_componentWillMount()), typeof a.componentDidMount == "function" && (t.flags |= 4194308)) : (typeof a.componentDidMount == "function" && (t.flags |= 4194308), t.memoizedProps = r, t.memoizedState = l), a.props = r, a.state = l, a.context = o, r = c) : (typeof a.componentDidMount == "function" && (t.flags |= 4194308), r = !1);
		} else {
			a = t.stateNode, mo(e, t), o = t.memoizedProps, u = xc(n, o), a.props = u, d = t.pendingProps, f = a.context, l = n.contextType, c = ki, typeof l == "object" && l && (c = wa(l)), s = n.getDerivedStateFromProps, (l = typeof s == "function" || typeof a.getSnapshotBeforeUpdate == "function") || typeof a.UNSAFE_componentWillReceiveProps != "function" && typeof a.componentWillReceiveProps != "function" || (o !== d || f !== c) && bc(t, a, r, c), fo = !1, f = t.memoizedState, a.state = f, xo(t, r, a, i), bo();
			var p = t.memoizedState;
			o !== d || f !== p || fo || e !== null && e.dependencies !== null && Sa(e.dependencies) ? (typeof s == "function" && (_c(t, n, s, r), p = t.memoizedState), (u = fo || yc(t, n, u, r, f, p, c) || e !== null && e.dependencies !== null && Sa(e.dependencies)) ? (l || typeof a.UNSAFE_componentWillUpdate != "function" && typeof a.componentWillUpdate != "function" || (typeof a.componentWillUpdate == "function" && a.componentWillUpdate(r, p, c), typeof a.UNSAFE_componentWillUpdate == "function" && a.UNSAFE_componentWillUpdate(r, p, c)), typeof a.componentDidUpdate == "function" && (t.flags |= 4), typeof a.getSnapshotBeforeUpdate == "function" && (t.flags |= 1024)) : (typeof a.componentDidUpdate != "function" || o === e.memoizedProps && f === e.memoizedState || (t.flags |= 4), typeof a.getSnapshotBeforeUpdate != "function" || o === e.memoizedProps && f === e.memoizedState || (t.flags |= 1024), t.memoizedProps = r, t.memoizedState = p), a.props = r, a.state = p, a.context = c, r = u) : (typeof a.componentDidUpdate != "function" || o === e.memoizedProps && f === e.memoizedState || (t.flags |= 4), typeof a.getSnapshotBeforeUpdate != "function" || o === e.memoizedProps && f === e.memoizedState || (t.flags |= 1024), r = !1);
		}
		return a = r, Uc(e, t), r = !!(t.flags & 128), a || r ? (a = t.stateNode, n = r && typeof n.getDerivedStateFromError != "function" ? null : a.render(), t.flags |= 1, e !== null && r ? (t.child = lo(t, e.child, null, i), t.child = lo(t, null, n, i)) : Nc(e, t, n, i), t.memoizedState = a.state, e = t.child) : e = cl(e, t, i), e;
	}
	function qc(e, t, n, r) {
		return da(), t.flags |= 256, Nc(e, t, n, r), t.child;
	}
	var Jc = {
		dehydrated: null,
		treeContext: null,
		retryLane: 0,
		hydrationErrors: null
	};
	function Yc(e) {
		return {
			baseLanes: e,
			cachePool: Ka()
		};
	}
	function Xc(e, t, n) {
		return e = e === null ? 0 : e.childLanes & ~n, t && (e |= ld), e;
	}
	function Zc(e, t, n) {
		var r = t.pendingProps, i = !1, a = !!(t.flags & 128), o;
		if ((o = a) || (o = e !== null && e.memoizedState === null ? !1 : !!(Io.current & 2)), o && (i = !0, t.flags &= -129), o = !!(t.flags & 32), t.flags &= -33, e === null) {
			if (V) {
				if (i ? jo(t) : Po(), (e = ra) ? (e = am(e, aa), e = e !== null && e.data !== "&" ? e : null, e !== null && (t.memoizedState = {
					dehydrated: e,
					treeContext: Ji === null ? null : {
						id: Yi,
						overflow: Xi
					},
					retryLane: 536870912,
					hydrationErrors: null
				}, n = Ri(e), n.return = t, t.child = n, na = t, ra = null)) : e = null, e === null) throw sa(t);
				return t.lanes = sm(e) ? 32 : 536870912, null;
			}
			return a = r.children, r = r.fallback, i ? (Po(), i = t.mode, a = $c({
				mode: "hidden",
				children: a
			}, i), r = Ii(r, i, n, null), a.return = t, r.return = t, a.sibling = r, t.child = a, r = t.child, r.memoizedState = Yc(n), r.childLanes = Xc(e, o, n), t.memoizedState = Jc, Rc(null, r)) : (jo(t), Qc(t, a));
		}
		var s = e.memoizedState;
		if (s !== null) {
			var c = s.dehydrated;
			if (c !== null) return tl(e, t, a, o, r, c, s, n);
		}
		return i ? (Po(), i = r.fallback, a = t.mode, s = e.child, c = s.sibling, r = Ni(s, {
			mode: "hidden",
			children: r.children
		}), r.subtreeFlags = s.subtreeFlags & 1206910976, c === null ? (i = Ii(i, a, n, null), i.flags |= 2) : i = Ni(c, i), i.return = t, r.return = t, r.sibling = i, t.child = r, Rc(null, r), r = t.child, i = e.child.memoizedState, i === null ? i = Yc(n) : (a = i.cachePool, a === null ? a = Ka() : (s = H._currentValue, a = a.parent === s ? a : {
			parent: s,
			pool: s
		}), i = {
			baseLanes: i.baseLanes | n,
			cachePool: a
		}), r.memoizedState = i, r.childLanes = Xc(e, o, n), t.memoizedState = Jc, Rc(e.child, r)) : (jo(t), n = e.child, e = n.sibling, n = Ni(n, {
			mode: "visible",
			children: r.children
		}), n.return = t, n.sibling = null, e !== null && (o = t.deletions, o === null ? (t.deletions = [e], t.flags |= 16) : o.push(e)), t.child = n, t.memoizedState = null, n);
	}
	function Qc(e, t) {
		return t = $c({
			mode: "visible",
			children: t
		}, e.mode), t.return = e, e.child = t;
	}
	function $c(e, t) {
		return e = ji(22, e, null, t), e.lanes = 0, e;
	}
	function el(e, t, n) {
		return lo(t, e.child, null, n), e = Qc(t, t.pendingProps.children), e.flags |= 2, t.memoizedState = null, e;
	}
	function tl(e, t, n, r, a, o, s, c) {
		if (n) return t.flags & 256 ? (jo(t), t.flags &= -257, el(e, t, c)) : t.memoizedState === null ? (Po(), o = a.fallback, s = t.mode, a = $c({
			mode: "visible",
			children: a.children
		}, s), o = Ii(o, s, c, null), o.flags |= 2, a.return = t, o.return = t, a.sibling = o, t.child = a, lo(t, e.child, null, c), a = t.child, a.memoizedState = Yc(c), a.childLanes = Xc(e, r, c), t.memoizedState = Jc, Rc(null, a)) : (Po(), t.child = e.child, t.flags |= 128, null);
		if (jo(t), sm(o)) {
			if (r = o.nextSibling && o.nextSibling.dataset, r) var l = r.dgst;
			return r = l, r !== "" && (a = Error(i(419)), a.stack = "", a.digest = r, pa({
				value: a,
				source: null,
				stack: null
			})), el(e, t, c);
		}
		if (Mc || xa(e, t, c, !1), r = (c & e.childLanes) !== 0, Mc || r) {
			if (wo.current !== null) return el(e, t, c);
			if (r = $u, r !== null && (a = bt(r, c), a !== 0 && a !== s.retryLane)) throw s.retryLane = a, Ei(e, a), Pd(r, e, a), jc;
			return om(o) || Kd(), el(e, t, c);
		}
		return om(o) ? (t.flags |= 192, t.child = e.child, null) : (e = s.treeContext, ra = lm(o.nextSibling), na = t, V = !0, ia = null, aa = !1, e !== null && ta(t, e), t = Qc(t, a.children), t.flags |= 134221824, t);
	}
	function nl(e, t, n) {
		e.lanes |= t;
		var r = e.alternate;
		r !== null && (r.lanes |= t), ya(e.return, t, n);
	}
	function rl(e) {
		for (var t = null; e !== null;) {
			var n = e.alternate;
			n !== null && zo(n) === null && (t = e), e = e.sibling;
		}
		return t;
	}
	function il(e, t, n, r, i, a) {
		var o = e.memoizedState;
		o === null ? e.memoizedState = {
			isBackwards: t,
			rendering: null,
			renderingStartTime: 0,
			last: r,
			tail: n,
			tailMode: i,
			treeForkCount: a
		} : (o.isBackwards = t, o.rendering = null, o.renderingStartTime = 0, o.last = r, o.tail = n, o.tailMode = i, o.treeForkCount = a);
	}
	function al(e) {
		var t = e.child;
		for (e.child = null; t !== null;) {
			var n = t.sibling;
			t.sibling = e.child, e.child = t, t = n;
		}
	}
	function ol(e, t, n) {
		var r = t.pendingProps, i = r.revealOrder, a = r.tail;
		r = r.children;
		var o = Io.current;
		if (t.flags & 128) return Lo(t, o), null;
		var s = !!(o & 2);
		if (s ? (o = o & 1 | 2, t.flags |= 128) : o &= 1, Lo(t, o), i === "backwards" && e !== null ? (al(e), Nc(e, t, r, n), al(e)) : Nc(e, t, r, n), r = V ? Gi : 0, !s && e !== null && e.flags & 128) a: for (e = t.child; e !== null;) {
			if (e.tag === 13) e.memoizedState !== null && nl(e, n, t);
			else if (e.tag === 19) nl(e, n, t);
			else if (e.child !== null) {
				e.child.return = e, e = e.child;
				continue;
			}
			if (e === t) break a;
			for (; e.sibling === null;) {
				if (e.return === null || e.return === t) break a;
				e = e.return;
			}
			e.sibling.return = e.return, e = e.sibling;
		}
		switch (i) {
			case "backwards":
				n = rl(t.child), n === null ? (i = t.child, t.child = null) : (i = n.sibling, n.sibling = null, al(t)), il(t, !0, i, null, a, r);
				break;
			case "unstable_legacy-backwards":
				for (n = null, i = t.child, t.child = null; i !== null;) {
					if (e = i.alternate, e !== null && zo(e) === null) {
						t.child = i;
						break;
					}
					e = i.sibling, i.sibling = n, n = i, i = e;
				}
				il(t, !0, n, null, a, r);
				break;
			case "together":
				il(t, !1, null, null, void 0, r);
				break;
			case "independent":
				t.memoizedState = null;
				break;
			default: n = rl(t.child), n === null ? (i = t.child, t.child = null) : (i = n.sibling, n.sibling = null), il(t, !1, i, n, a, r);
		}
		return t.child;
	}
	function sl(e, t, n) {
		var r = t.pendingProps;
		return _a(t, t.type, r.value), Nc(e, t, r.children, n), t.child;
	}
	function cl(e, t, n) {
		if (e !== null && (t.dependencies = e.dependencies), od |= t.lanes, (n & t.childLanes) === 0) {
			if (e !== null) {
				if (xa(e, t, n, !1), (n & t.childLanes) === 0) return null;
			} else return null;
		}
		if (e !== null && t.child !== e.child) throw Error(i(153));
		if (t.child !== null) {
			for (e = t.child, n = Ni(e, e.pendingProps), t.child = n, n.return = t; e.sibling !== null;) e = e.sibling, n = n.sibling = Ni(e, e.pendingProps), n.return = t;
			n.sibling = null;
		}
		return t.child;
	}
	function ll(e, t) {
		return (e.lanes & t) !== 0 || (e = e.dependencies, !!(e !== null && Sa(e)));
	}
	function ul(e, t, n) {
		switch (t.tag) {
			case 3:
				Oe(t, t.stateNode.containerInfo), _a(t, H, e.memoizedState.cache), da();
				break;
			case 27:
			case 5:
				Ae(t);
				break;
			case 4:
				Oe(t, t.stateNode.containerInfo);
				break;
			case 10:
				_a(t, t.type, t.memoizedProps.value);
				break;
			case 31:
				if (t.memoizedState !== null) return t.flags |= 128, Mo(t), null;
				break;
			case 13:
				var r = t.memoizedState;
				if (r !== null) {
					if (r.dehydrated !== null) return jo(t), t.flags |= 128, null;
					r = xa(e, t, n, !1);
					var i = t.child.childLanes;
					return r || (n & i) !== 0 ? Zc(e, t, n) : (jo(t), e = cl(e, t, n), e === null ? null : e.sibling);
				}
				jo(t);
				break;
			case 19:
				if (t.flags & 128) return ol(e, t, n);
				if (i = !!(e.flags & 128), r = (n & t.childLanes) !== 0, r ||= (xa(e, t, n, !1), (n & t.childLanes) !== 0), i) {
					if (r) return ol(e, t, n);
					t.flags |= 128;
				}
				if (i = t.memoizedState, i !== null && (i.rendering = null, i.tail = null, i.lastEffect = null), Lo(t, Io.current), r) break;
				return null;
			case 22: return t.lanes = 0, Lc(e, t, n, t.pendingProps);
			case 24: _a(t, H, e.memoizedState.cache);
		}
		return cl(e, t, n);
	}
	function dl(e, t, n) {
		if (e !== null) {
			if (e.memoizedProps !== t.pendingProps) Mc = !0;
			else {
				if (!ll(e, n) && !(t.flags & 128)) return Mc = !1, ul(e, t, n);
				Mc = !!(e.flags & 131072);
			}
		} else Mc = !1, V && t.flags & 1048576 && Qi(t, Gi, t.index);
		switch (t.lanes = 0, t.tag) {
			case 16:
				a: {
					var r = t.pendingProps;
					if (e = $a(t.elementType), t.type = e, typeof e == "function") Mi(e) ? (r = xc(e, r), t.tag = 1, t = Kc(null, t, e, r, n)) : (t.tag = 0, t = Wc(null, t, e, r, n));
					else {
						if (e != null) {
							var a = e.$$typeof;
							if (a === se) {
								t.tag = 11, t = Pc(null, t, e, r, n);
								break a;
							}
							if (a === k) {
								t.tag = 14, t = Fc(null, t, e, r, n);
								break a;
							}
							if (a === oe) {
								t.tag = 10, t.type = e, t = sl(null, t, n);
								break a;
							}
						}
						throw t = _e(e) || e, Error(i(306, t, ""));
					}
				}
				return t;
			case 0: return Wc(e, t, t.type, t.pendingProps, n);
			case 1: return r = t.type, a = xc(r, t.pendingProps), Kc(e, t, r, a, n);
			case 3:
				a: {
					if (Oe(t, t.stateNode.containerInfo), e === null) throw Error(i(387));
					r = t.pendingProps;
					var o = t.memoizedState;
					a = o.element, mo(e, t), xo(t, r, null, n);
					var s = t.memoizedState;
					if (r = s.cache, _a(t, H, r), r !== o.cache && ba(t, [H], n, !0), bo(), r = s.element, o.isDehydrated) {
						if (o = {
							element: r,
							isDehydrated: !1,
							cache: s.cache
						}, t.updateQueue.baseState = o, t.memoizedState = o, t.flags & 256) {
							t = qc(e, t, r, n);
							break a;
						}
						if (r !== a) {
							a = Vi(Error(i(424)), t), pa(a), t = qc(e, t, r, n);
							break a;
						}
						switch (e = t.stateNode.containerInfo, e.nodeType) {
							case 9:
								e = e.body;
								break;
							default: e = e.nodeName === "HTML" ? e.ownerDocument.body : e;
						}
						for (ra = lm(e.firstChild), na = t, V = !0, ia = null, aa = !0, n = uo(t, null, r, n), t.child = n; n;) n.flags = n.flags & -3 | 134221824, n = n.sibling;
					} else {
						if (da(), r === a) {
							t = cl(e, t, n);
							break a;
						}
						Nc(e, t, r, n);
					}
					t = t.child;
				}
				return t;
			case 26: return Uc(e, t), e === null ? (n = Nm(t.type, null, t.pendingProps, null)) ? t.memoizedState = n : V || (t.stateNode = fp(t.type, t.pendingProps, Ee.current, t)) : t.memoizedState = Nm(t.type, e.memoizedProps, t.pendingProps, e.memoizedState), null;
			case 27: return Ae(t), e === null && V && (r = t.stateNode = hm(t.type, t.pendingProps, Ee.current), na = t, aa = !0, a = ra, Sp(t.type) ? (um = a, ra = lm(r.firstChild)) : ra = a), Nc(e, t, t.pendingProps.children, n), Uc(e, t), e === null && (t.flags |= 4194304), t.child;
			case 5: return e === null && V && ((a = r = ra) && (r = rm(r, t.type, t.pendingProps, aa), r === null ? a = !1 : (t.stateNode = r, na = t, ra = lm(r.firstChild), aa = !1, a = !0)), a || sa(t)), Ae(t), a = t.type, o = t.pendingProps, s = e === null ? null : e.memoizedProps, r = o.children, pp(a, o) ? r = null : s !== null && pp(a, s) && (t.flags |= 32), t.memoizedState !== null && (a = Zo(e, t, es, null, null, n), sh._currentValue = a), Uc(e, t), Nc(e, t, r, n), t.child;
			case 6: return e === null && V && ((e = n = ra) && (n = im(n, t.pendingProps, aa), n === null ? e = !1 : (t.stateNode = n, na = t, ra = null, e = !0)), e || sa(t)), null;
			case 13: return Zc(e, t, n);
			case 4: return Oe(t, t.stateNode.containerInfo), r = t.pendingProps, e === null ? t.child = lo(t, null, r, n) : Nc(e, t, r, n), t.child;
			case 11: return Pc(e, t, t.type, t.pendingProps, n);
			case 7: return r = t.pendingProps, Uc(e, t), Nc(e, t, r, n), t.child;
			case 8: return Nc(e, t, t.pendingProps.children, n), t.child;
			case 12: return Nc(e, t, t.pendingProps.children, n), t.child;
			case 10: return sl(e, t, n);
			case 9: return a = t.type._context, r = t.pendingProps.children, Ca(t), a = wa(a), r = r(a), t.flags |= 1, Nc(e, t, r, n), t.child;
			case 14: return Fc(e, t, t.type, t.pendingProps, n);
			case 15: return Ic(e, t, t.type, t.pendingProps, n);
			case 19: return ol(e, t, n);
			case 31: return Hc(e, t, n);
			case 22: return Lc(e, t, n, t.pendingProps);
			case 24: return Ca(t), r = wa(H), e === null ? (a = Wa(), a === null && (a = $u, o = Aa(), a.pooledCache = o, o.refCount++, o !== null && (a.pooledCacheLanes |= n), a = o), t.memoizedState = {
				parent: r,
				cache: a
			}, po(t), _a(t, H, a)) : ((e.lanes & n) !== 0 && (mo(e, t), xo(t, null, null, n), bo()), a = e.memoizedState, o = t.memoizedState, a.parent === r ? (r = o.cache, _a(t, H, r), r !== a.cache && ba(t, [H], n, !0)) : (a = {
				parent: r,
				cache: r
			}, t.memoizedState = a, t.lanes === 0 && (t.memoizedState = t.updateQueue.baseState = a), _a(t, H, r))), Nc(e, t, t.pendingProps.children, n), t.child;
			case 30: return t.stateNode === null && (t.stateNode = {
				autoName: null,
				paired: null,
				clones: null,
				ref: null
			}), r = t.pendingProps, r.name != null && r.name !== "auto" ? t.flags |= e === null ? 18882560 : 18874368 : V && $i(t), e !== null && e.memoizedProps.name !== r.name ? t.flags |= 4194816 : Uc(e, t), Nc(e, t, r.children, n), t.child;
			case 29: throw t.pendingProps;
		}
		throw Error(i(156, t.tag));
	}
	function fl(e) {
		e.flags |= 4;
	}
	function pl(e, t, n, r, i) {
		var a;
		if ((a = !!(e.mode & 32)) && (a = n === null ? Jm(t, r) : Jm(t, r) && (r.src !== n.src || r.srcSet !== n.srcSet)), a) {
			if (e.flags |= 16777216, (i & 335544128) === i) {
				if (e.stateNode.complete) e.flags |= 8192;
				else if (Ud()) e.flags |= 8192;
				else throw eo = Xa, Ja;
			}
		} else e.flags &= -16777217;
	}
	function ml(e, t) {
		if (t.type !== "stylesheet" || t.state.loading & 4) e.flags &= -16777217;
		else if (e.flags |= 16777216, !Ym(t)) {
			if (Ud()) e.flags |= 8192;
			else throw eo = Xa, Ja;
		}
	}
	function hl(e, t) {
		t !== null && (e.flags |= 4), e.flags & 16384 && (t = e.tag === 22 ? 536870912 : mt(), e.lanes |= t, ud |= t);
	}
	function gl(e, t) {
		if (!V) switch (e.tailMode) {
			case "visible": break;
			case "collapsed":
				for (var n = e.tail, r = null; n !== null;) n.alternate !== null && (r = n), n = n.sibling;
				r === null ? t || e.tail === null ? e.tail = null : e.tail.sibling = null : r.sibling = null;
				break;
			default:
				for (t = e.tail, n = null; t !== null;) t.alternate !== null && (n = t), t = t.sibling;
				n === null ? e.tail = null : n.sibling = null;
		}
	}
	function G(e) {
		var t = e.alternate !== null && e.alternate.child === e.child, n = 0, r = 0;
		if (t) for (var i = e.child; i !== null;) n |= i.lanes | i.childLanes, r |= i.subtreeFlags & 1206910976, r |= i.flags & 1206910976, i.return = e, i = i.sibling;
		else for (i = e.child; i !== null;) n |= i.lanes | i.childLanes, r |= i.subtreeFlags, r |= i.flags, i.return = e, i = i.sibling;
		return e.subtreeFlags |= r, e.childLanes = n, t;
	}
	function _l(e, t, n) {
		var r = t.pendingProps;
		switch (ea(t), t.tag) {
			case 16:
			case 15:
			case 0:
			case 11:
			case 7:
			case 8:
			case 12:
			case 9:
			case 14: return G(t), null;
			case 1: return G(t), null;
			case 3: return n = t.stateNode, r = null, e !== null && (r = e.memoizedState.cache), t.memoizedState.cache !== r && (t.flags |= 2048), va(H), ke(), n.pendingContext && (n.context = n.pendingContext, n.pendingContext = null), (e === null || e.child === null) && (ua(t) ? fl(t) : e === null || e.memoizedState.isDehydrated && !(t.flags & 256) || (t.flags |= 1024, fa())), G(t), null;
			case 26:
				var a = t.type, o = t.memoizedState;
				return e === null ? (fl(t), o === null ? (G(t), pl(t, a, null, r, n)) : (G(t), ml(t, o))) : o ? o === e.memoizedState ? (G(t), t.flags &= -16777217) : (fl(t), G(t), ml(t, o)) : (e = e.memoizedProps, e !== r && fl(t), G(t), pl(t, a, e, r, n)), null;
			case 27:
				if (je(t), n = Ee.current, a = t.type, e !== null && t.stateNode != null) e.memoizedProps !== r && fl(t);
				else {
					if (!r) {
						if (t.stateNode === null) throw Error(i(166));
						return G(t), t.subtreeFlags &= -33554433, null;
					}
					e = we.current, ua(t) ? ca(t, e) : (e = hm(a, r, n), t.stateNode = e, fl(t));
				}
				return G(t), t.subtreeFlags &= -33554433, null;
			case 5:
				if (je(t), a = t.type, e !== null && t.stateNode != null) e.memoizedProps !== r && fl(t);
				else {
					if (!r) {
						if (t.stateNode === null) throw Error(i(166));
						return G(t), t.subtreeFlags &= -33554433, null;
					}
					if (o = we.current, ua(t)) ca(t, o);
					else {
						var s = lp(Ee.current);
						switch (o) {
							case 1:
								o = s.createElementNS("http://www.w3.org/2000/svg", a);
								break;
							case 2:
								o = s.createElementNS("http://www.w3.org/1998/Math/MathML", a);
								break;
							default: switch (a) {
								case "svg":
									o = s.createElementNS("http://www.w3.org/2000/svg", a);
									break;
								case "math":
									o = s.createElementNS("http://www.w3.org/1998/Math/MathML", a);
									break;
								case "script":
									o = s.createElement("div"), o.innerHTML = "<script><\/script>", o = o.removeChild(o.firstChild);
									break;
								case "select":
									o = typeof r.is == "string" ? s.createElement("select", { is: r.is }) : s.createElement("select"), r.multiple ? o.multiple = !0 : r.size && (o.size = r.size);
									break;
								default: o = typeof r.is == "string" ? s.createElement(a, { is: r.is }) : s.createElement(a);
							}
						}
						o[Et] = t, o[Dt] = r;
						a: for (s = t.child; s !== null;) {
							if (s.tag === 5 || s.tag === 6) o.appendChild(s.stateNode);
							else if (s.tag !== 4 && s.tag !== 27 && s.child !== null) {
								s.child.return = s, s = s.child;
								continue;
							}
							if (s === t) break a;
							for (; s.sibling === null;) {
								if (s.return === null || s.return === t) break a;
								s = s.return;
							}
							s.sibling.return = s.return, s = s.sibling;
						}
						t.stateNode = o;
						a: switch (np(o, a, r), a) {
							case "button":
							case "input":
							case "select":
							case "textarea":
								r = !!r.autoFocus;
								break a;
							case "img":
								r = !0;
								break a;
							default: r = !1;
						}
						r && fl(t);
					}
				}
				return G(t), t.subtreeFlags &= -33554433, pl(t, t.type, e === null ? null : e.memoizedProps, t.pendingProps, n), null;
			case 6:
				if (e && t.stateNode != null) e.memoizedProps !== r && fl(t);
				else {
					if (typeof r != "string" && t.stateNode === null) throw Error(i(166));
					if (e = Ee.current, ua(t)) {
						if (e = t.stateNode, n = t.memoizedProps, r = null, a = na, a !== null) switch (a.tag) {
							case 27:
							case 5: r = a.memoizedProps;
						}
						e[Et] = t, e = !!(e.nodeValue === n || r !== null && !0 === r.suppressHydrationWarning || ep(e.nodeValue, n)), e || sa(t, !0);
					} else e = lp(e).createTextNode(r), e[Et] = t, t.stateNode = e;
				}
				return G(t), null;
			case 31:
				if (n = t.memoizedState, e === null || e.memoizedState !== null) {
					if (r = ua(t), n !== null) {
						if (e === null) {
							if (!r) throw Error(i(318));
							if (e = t.memoizedState, e = e === null ? null : e.dehydrated, !e) throw Error(i(557));
							e[Et] = t;
						} else da(), !(t.flags & 128) && (t.memoizedState = null), t.flags |= 4;
						G(t), e = !1;
					} else n = fa(), e !== null && e.memoizedState !== null && (e.memoizedState.hydrationErrors = n), e = !0;
					if (!e) return t.flags & 256 ? (Fo(t), t) : (Fo(t), null);
					if (t.flags & 128) throw Error(i(558));
				}
				return G(t), null;
			case 13:
				if (r = t.memoizedState, e === null || e.memoizedState !== null && e.memoizedState.dehydrated !== null) {
					if (a = ua(t), r !== null && r.dehydrated !== null) {
						if (e === null) {
							if (!a) throw Error(i(318));
							if (a = t.memoizedState, a = a === null ? null : a.dehydrated, !a) throw Error(i(317));
							a[Et] = t;
						} else da(), !(t.flags & 128) && (t.memoizedState = null), t.flags |= 4;
						G(t), a = !1;
					} else a = fa(), e !== null && e.memoizedState !== null && (e.memoizedState.hydrationErrors = a), a = !0;
					if (!a) return t.flags & 256 ? (Fo(t), t) : (Fo(t), null);
				}
				return Fo(t), t.flags & 128 ? (t.lanes = n, t) : (n = r !== null, e = e !== null && e.memoizedState !== null, n && (r = t.child, a = null, r.alternate !== null && r.alternate.memoizedState !== null && r.alternate.memoizedState.cachePool !== null && (a = r.alternate.memoizedState.cachePool.pool), o = null, r.memoizedState !== null && r.memoizedState.cachePool !== null && (o = r.memoizedState.cachePool.pool), o !== a && (r.flags |= 2048)), n !== e && n && (t.child.flags |= 8192), hl(t, t.updateQueue), G(t), null);
			case 4: return ke(), e === null && Wf(t.stateNode.containerInfo), t.flags |= 67108864, G(t), null;
			case 10: return va(t.type), G(t), null;
			case 19:
				if (Ro(t), r = t.memoizedState, r === null) return G(t), null;
				if (a = !!(t.flags & 128), o = r.rendering, o === null) {
					if (a) gl(r, !1);
					else {
						if (ad !== 0 || e !== null && e.flags & 128) for (e = t.child; e !== null;) {
							if (o = zo(e), o !== null) {
								for (t.flags |= 128, gl(r, !1), e = o.updateQueue, t.updateQueue = e, hl(t, e), t.subtreeFlags = 0, e = n, n = t.child; n !== null;) Pi(n, e), n = n.sibling;
								return Lo(t, Io.current & 1 | 2), V && Zi(t, r.treeForkCount), t.child;
							}
							e = e.sibling;
						}
						r.tail !== null && We() > gd && (t.flags |= 128, a = !0, gl(r, !1), t.lanes = 4194304);
					}
				} else {
					if (!a) {
						if (e = zo(o), e !== null) {
							if (t.flags |= 128, a = !0, e = e.updateQueue, t.updateQueue = e, hl(t, e), gl(r, !0), r.tail === null && r.tailMode !== "collapsed" && r.tailMode !== "visible" && !o.alternate && !V) return G(t), null;
						} else 2 * We() - r.renderingStartTime > gd && n !== 536870912 && (t.flags |= 128, a = !0, gl(r, !1), t.lanes = 4194304);
					}
					r.isBackwards ? (o.sibling = t.child, t.child = o) : (e = r.last, e === null ? t.child = o : e.sibling = o, r.last = o);
				}
				if (r.tail !== null) {
					e = r.tail;
					a: {
						for (n = e; n !== null;) {
							if (n.alternate !== null) {
								n = !1;
								break a;
							}
							n = n.sibling;
						}
						n = !0;
					}
					return r.rendering = e, r.tail = e.sibling, r.renderingStartTime = We(), e.sibling = null, o = Io.current, o = a ? o & 1 | 2 : o & 1, r.tailMode === "visible" || r.tailMode === "collapsed" || !n || V ? Lo(t, o) : (n = o, P(ko, t), P(Io, n), Ao === null && (Ao = t)), V && Zi(t, r.treeForkCount), e;
				}
				return G(t), null;
			case 22:
			case 23: return Fo(t), Oo(), r = t.memoizedState !== null, e === null ? r && (t.flags |= 8192) : e.memoizedState !== null !== r && (t.flags |= 8192), r ? n & 536870912 && !(t.flags & 128) && (G(t), t.subtreeFlags & 6 && (t.flags |= 8192)) : G(t), n = t.updateQueue, n !== null && hl(t, n.retryQueue), n = null, e !== null && e.memoizedState !== null && e.memoizedState.cachePool !== null && (n = e.memoizedState.cachePool.pool), r = null, t.memoizedState !== null && t.memoizedState.cachePool !== null && (r = t.memoizedState.cachePool.pool), r !== n && (t.flags |= 2048), e !== null && Ce(Ua), null;
			case 24: return n = null, e !== null && (n = e.memoizedState.cache), t.memoizedState.cache !== n && (t.flags |= 2048), va(H), G(t), null;
			case 25: return null;
			case 30: return t.flags |= 33554432, G(t), null;
		}
		throw Error(i(156, t.tag));
	}
	function vl(e, t) {
		switch (ea(t), t.tag) {
			case 1: return e = t.flags, e & 65536 ? (t.flags = e & -65537 | 128, t) : null;
			case 3: return va(H), ke(), e = t.flags, e & 65536 && !(e & 128) ? (t.flags = e & -65537 | 128, t) : null;
			case 26:
			case 27:
			case 5: return je(t), null;
			case 31:
				if (t.memoizedState !== null) {
					if (Fo(t), t.alternate === null) throw Error(i(340));
					da();
				}
				return e = t.flags, e & 65536 ? (t.flags = e & -65537 | 128, t) : null;
			case 13:
				if (Fo(t), e = t.memoizedState, e !== null && e.dehydrated !== null) {
					if (t.alternate === null) throw Error(i(340));
					da();
				}
				return e = t.flags, e & 65536 ? (t.flags = e & -65537 | 128, t) : null;
			case 19: return Ro(t), e = t.flags, e & 65536 ? (t.flags = e & -65537 | 128, e = t.memoizedState, e !== null && (e.rendering = null, e.tail = null), t.flags |= 4, t) : null;
			case 4: return ke(), null;
			case 10: return va(t.type), null;
			case 22:
			case 23: return Fo(t), Oo(), e !== null && Ce(Ua), e = t.flags, e & 65536 ? (t.flags = e & -65537 | 128, t) : null;
			case 24: return va(H), null;
			case 25: return null;
			default: return null;
		}
	}
	function yl(e, t) {
		switch (ea(t), t.tag) {
			case 3:
				va(H), ke();
				break;
			case 26:
			case 27:
			case 5:
				je(t);
				break;
			case 4:
				ke();
				break;
			case 31:
				t.memoizedState !== null && Fo(t);
				break;
			case 13:
				Fo(t);
				break;
			case 19:
				Ro(t);
				break;
			case 10:
				va(t.type);
				break;
			case 22:
			case 23:
				Fo(t), Oo(), e !== null && Ce(Ua);
				break;
			case 24: va(H);
		}
	}
	function bl(e, t) {
		try {
			var n = t.updateQueue, r = n === null ? null : n.lastEffect;
			if (r !== null) {
				var i = r.next;
				n = i;
				do {
					if ((n.tag & e) === e) {
						r = void 0;
						var a = n.create, o = n.inst;
						r = a(), o.destroy = r;
					}
					n = n.next;
				} while (n !== i);
			}
		} catch (e) {
			Z(t, t.return, e);
		}
	}
	function xl(e, t, n) {
		try {
			var r = t.updateQueue, i = r === null ? null : r.lastEffect;
			if (i !== null) {
				var a = i.next;
				r = a;
				do {
					if ((r.tag & e) === e) {
						var o = r.inst, s = o.destroy;
						if (s !== void 0) {
							o.destroy = void 0, i = t;
							var c = n, l = s;
							try {
								l();
							} catch (e) {
								Z(i, c, e);
							}
						}
					}
					r = r.next;
				} while (r !== a);
			}
		} catch (e) {
			Z(t, t.return, e);
		}
	}
	function Sl(e) {
		var t = e.updateQueue;
		if (t !== null) {
			var n = e.stateNode;
			try {
				Co(t, n);
			} catch (t) {
				Z(e, e.return, t);
			}
		}
	}
	function Cl(e, t, n) {
		n.props = xc(e.type, e.memoizedProps), n.state = e.memoizedState;
		try {
			n.componentWillUnmount();
		} catch (n) {
			Z(e, t, n);
		}
	}
	function wl(e, t) {
		try {
			var n = e.ref;
			if (n !== null) {
				switch (e.tag) {
					case 26:
					case 27:
					case 5:
						var r = e.stateNode;
						break;
					case 30:
						var i = e.stateNode, a = gi(e.memoizedProps, i);
						(i.ref === null || i.ref.name !== a) && (i.ref = Pp(a)), r = i.ref;
						break;
					case 7:
						if (e.stateNode === null) {
							var o = new Fp(e);
							h(e.child, !1, Qp, o, void 0, void 0), e.stateNode = o;
						}
						r = e.stateNode;
						break;
					default: r = e.stateNode;
				}
				typeof n == "function" ? e.refCleanup = n(r) : n.current = r;
			}
		} catch (n) {
			Z(e, t, n);
		}
	}
	function Tl(e, t) {
		var n = e.ref, r = e.refCleanup;
		if (n !== null) {
			if (typeof r == "function") try {
				r();
			} catch (n) {
				Z(e, t, n);
			} finally {
				e.refCleanup = null, e = e.alternate, e != null && (e.refCleanup = null);
			}
			else if (typeof n == "function") try {
				n(null);
			} catch (n) {
				Z(e, t, n);
			}
			else n.current = null;
		}
	}
	function El(e, t) {
		if ((e.tag === 5 || e.tag === 27 || e.tag === 6) && e.alternate === null && t !== null) for (var n = 0; n < t.length; n++) em(e.stateNode, t[n]);
	}
	function Dl(e) {
		for (var t = e.return; t !== null && (Al(t) && em(e.stateNode, t.stateNode), !kl(t));) t = t.return;
	}
	function Ol(e) {
		for (var t = e.return; t !== null && (Al(t) && tm(e.stateNode, t.stateNode), !kl(t));) t = t.return;
	}
	function kl(e) {
		return e.tag === 5 || e.tag === 3 || e.tag === 27;
	}
	function Al(e) {
		return e && e.tag === 7 && e.stateNode !== null;
	}
	function jl(e) {
		var t = e.type, n = e.memoizedProps, r = e.stateNode;
		try {
			a: switch (t) {
				case "button":
				case "input":
				case "select":
				case "textarea":
					n.autoFocus && r.focus();
					break a;
				case "img": n.src ? r.src = n.src : n.srcSet && (r.srcset = n.srcSet);
			}
		} catch (t) {
			Z(e, e.return, t);
		}
	}
	function Ml(e, t, n) {
		try {
			var r = e.stateNode;
			ip(r, e.type, n, t), r[Dt] = t;
		} catch (t) {
			Z(e, e.return, t);
		}
	}
	function Nl(e) {
		return e.tag === 5 || e.tag === 3 || e.tag === 26 || e.tag === 27 && Sp(e.type) || e.tag === 4;
	}
	function Pl(e) {
		a: for (;;) {
			for (; e.sibling === null;) {
				if (e.return === null || Nl(e.return)) return null;
				e = e.return;
			}
			for (e.sibling.return = e.return, e = e.sibling; e.tag !== 5 && e.tag !== 6 && e.tag !== 18;) {
				if (e.tag === 27 && Sp(e.type) || e.flags & 2 || e.child === null || e.tag === 4) continue a;
				e.child.return = e, e = e.child;
			}
			if (!(e.flags & 2)) return e.stateNode;
		}
	}
	function Fl(e, t, n, r) {
		var i = e.tag;
		if (i === 5 || i === 6) i = e.stateNode, t ? (n.nodeType === 9 ? n.body : n.nodeName === "HTML" ? n.ownerDocument.body : n).insertBefore(i, t) : (t = n.nodeType === 9 ? n.body : n.nodeName === "HTML" ? n.ownerDocument.body : n, t.appendChild(i), n = n._reactRootContainer, n != null || t.onclick !== null || (t.onclick = yn)), El(e, r), I = !0;
		else if (i !== 4 && (i === 27 && (El(e, r), r = null, Sp(e.type) && (n = e.stateNode, t = null)), e = e.child, e !== null)) for (Fl(e, t, n, r), e = e.sibling; e !== null;) Fl(e, t, n, r), e = e.sibling;
	}
	function Il(e, t, n, r) {
		var i = e.tag;
		if (i === 5 || i === 6) i = e.stateNode, t ? n.insertBefore(i, t) : n.appendChild(i), El(e, r), I = !0;
		else if (i !== 4 && (i === 27 && (El(e, r), r = null, Sp(e.type) && (n = e.stateNode)), e = e.child, e !== null)) for (Il(e, t, n, r), e = e.sibling; e !== null;) Il(e, t, n, r), e = e.sibling;
	}
	function Ll(e) {
		var t = e.stateNode, n = e.memoizedProps;
		try {
			for (var r = e.type, i = t.attributes; i.length;) t.removeAttributeNode(i[0]);
			np(t, r, n), t[Et] = e, t[Dt] = n;
		} catch (t) {
			Z(e, e.return, t);
		}
	}
	var Rl = !1, zl = null;
	function Bl(e) {
		(e.tag === 30 || e.subtreeFlags & 33554432) && (Rl = !0);
	}
	var Vl = null;
	function Hl() {
		var e = Vl;
		return Vl = null, e;
	}
	var Ul = 0;
	function Wl(e, t, n, r, i) {
		return Ul = 0, Gl(e.child, t, n, r, i);
	}
	function Gl(e, t, n, r, i) {
		for (var a = !1; e !== null;) {
			if (e.tag === 5) {
				var o = e.stateNode;
				if (r !== null) {
					var s = Op(o);
					r.push(s), s.view && (a = !0);
				} else a || Op(o).view && (a = !0);
				Rl = !0, Tp(o, Ul === 0 ? t : t + "_" + Ul, n), Ul++;
			} else e.tag === 22 && e.memoizedState !== null || e.tag === 30 && i || Gl(e.child, t, n, r, i) && (a = !0);
			e = e.sibling;
		}
		return a;
	}
	function Kl(e, t) {
		for (; e !== null;) e.tag === 5 ? Ep(e.stateNode, e.memoizedProps) : e.tag === 22 && e.memoizedState !== null || e.tag === 30 && t || Kl(e.child, t), e = e.sibling;
	}
	function ql(e) {
		if (e.subtreeFlags & 18874368) for (e = e.child; e !== null;) {
			if ((e.tag !== 22 || e.memoizedState === null) && (ql(e), e.tag === 30 && e.flags & 18874368 && e.stateNode.paired)) {
				var t = e.memoizedProps;
				if (t.name == null || t.name === "auto") throw Error(i(544));
				var n = t.name;
				t = vi(t.default, t.share), t !== "none" && (Wl(e, n, t, null, !1) || Kl(e.child, !1));
			}
			e = e.sibling;
		}
	}
	function Jl(e, t) {
		if (e.tag === 30) {
			var n = e.stateNode, r = e.memoizedProps, i = gi(r, n), a = vi(r.default, n.paired ? r.share : r.enter);
			a === "none" ? ql(e) : Wl(e, i, a, null, !1) ? (ql(e), n.paired || t || Nd(e, r.onEnter)) : Kl(e.child, !1);
		} else if (e.subtreeFlags & 33554432) for (e = e.child; e !== null;) Jl(e, t), e = e.sibling;
		else ql(e);
	}
	function Yl(e) {
		if (zl !== null && zl.size !== 0) {
			var t = zl;
			if (e.subtreeFlags & 18874368) for (e = e.child; e !== null;) {
				if (e.tag !== 22 || e.memoizedState === null) {
					if (e.tag === 30 && e.flags & 18874368) {
						var n = e.memoizedProps, r = n.name;
						if (r != null && r !== "auto") {
							var i = t.get(r);
							if (i !== void 0) {
								var a = vi(n.default, n.share);
								if (a !== "none" && (Wl(e, r, a, null, !1) ? (a = e.stateNode, i.paired = a, a.paired = i, Nd(e, n.onShare)) : Kl(e.child, !1)), t.delete(r), t.size === 0) break;
							}
						}
					}
					Yl(e);
				}
				e = e.sibling;
			}
		}
	}
	function Xl(e) {
		if (e.tag === 30) {
			var t = e.memoizedProps, n = gi(t, e.stateNode), r = zl === null ? void 0 : zl.get(n), i = vi(t.default, r === void 0 ? t.exit : t.share);
			i !== "none" && (Wl(e, n, i, null, !1) ? r === void 0 ? Nd(e, t.onExit) : (i = e.stateNode, r.paired = i, i.paired = r, zl.delete(n), Nd(e, t.onShare)) : Kl(e.child, !1)), zl !== null && Yl(e);
		} else if (e.subtreeFlags & 33554432) for (e = e.child; e !== null;) Xl(e), e = e.sibling;
		else zl !== null && Yl(e);
	}
	function Zl(e) {
		for (e = e.child; e !== null;) {
			if (e.tag === 30) {
				var t = e.memoizedProps, n = gi(t, e.stateNode);
				t = vi(t.default, t.update), e.flags &= -5, t !== "none" && Wl(e, n, t, e.memoizedState = [], !1);
			} else e.subtreeFlags & 33554432 && Zl(e);
			e = e.sibling;
		}
	}
	function Ql(e) {
		if (e.subtreeFlags & 18874368) for (e = e.child; e !== null;) {
			if (e.tag !== 22 || e.memoizedState === null) {
				if (e.tag === 30 && e.flags & 18874368) {
					var t = e.stateNode;
					t.paired !== null && (t.paired = null, Kl(e.child, !1));
				}
				Ql(e);
			}
			e = e.sibling;
		}
	}
	function $l(e) {
		if (e.tag === 30) e.stateNode.paired = null, Kl(e.child, !1), Ql(e);
		else if (e.subtreeFlags & 33554432) for (e = e.child; e !== null;) $l(e), e = e.sibling;
		else Ql(e);
	}
	function eu(e) {
		for (e = e.child; e !== null;) e.tag === 30 ? Kl(e.child, !1) : e.subtreeFlags & 33554432 && eu(e), e = e.sibling;
	}
	function tu(e, t, n, r, i, a, o) {
		for (var s = !1; t !== null;) {
			if (t.tag === 5) {
				var c = t.stateNode;
				if (a !== null && Ul < a.length) {
					var l = a[Ul], u = Op(c);
					(l.view || u.view) && (s = !0);
					var d;
					if (d = !(e.flags & 4)) {
						if (u.clip) d = !0;
						else {
							d = l.rect;
							var f = u.rect;
							d = d.y !== f.y || d.x !== f.x || d.height !== f.height || d.width !== f.width;
						}
					}
					d && (e.flags |= 4), u.abs ? u = !l.abs : (l = l.rect, u = u.rect, u = l.height !== u.height || l.width !== u.width), u && (e.flags |= 32);
				} else e.flags |= 32;
				e.flags & 4 && Tp(c, Ul === 0 ? n : n + "_" + Ul, i), s && e.flags & 4 || (Vl === null && (Vl = []), Vl.push(c, Ul === 0 ? r : r + "_" + Ul, t.memoizedProps)), Ul++;
			} else (t.tag !== 22 || t.memoizedState === null) && (t.tag === 30 && o ? e.flags |= t.flags & 32 : tu(e, t.child, n, r, i, a, o) && (s = !0));
			t = t.sibling;
		}
		return s;
	}
	function nu(e, t) {
		for (e = e.child; e !== null;) {
			if (e.tag === 30) {
				var n = e.memoizedProps, r = e.stateNode, i = gi(n, r), a = vi(n.default, n.update);
				if (t) {
					r = r.clones;
					var o = r === null ? null : r.map(kp);
				} else o = e.memoizedState, e.memoizedState = null;
				r = e;
				var s = e.child;
				Ul = 0, i = tu(r, s, i, i, a, o, !1), e.flags & 4 && i && (t || Nd(e, n.onUpdate));
			} else e.subtreeFlags & 33554432 && nu(e, t);
			e = e.sibling;
		}
	}
	var ru = !1, K = !1, iu = !1, au = !1, ou = typeof WeakSet == "function" ? WeakSet : Set, su = null, cu = !1, lu = !1, uu = !1, du = !1;
	function fu(e, t, n) {
		if (e = e.containerInfo, sp = gh, e = Kr(e), qr(e)) {
			if ("selectionStart" in e) var r = {
				start: e.selectionStart,
				end: e.selectionEnd
			};
			else a: {
				r = (r = e.ownerDocument) && r.defaultView || window;
				var i = r.getSelection && r.getSelection();
				if (i && i.rangeCount !== 0) {
					r = i.anchorNode;
					var a = i.anchorOffset, o = i.focusNode;
					i = i.focusOffset;
					try {
						r.nodeType, o.nodeType;
					} catch {
						r = null;
						break a;
					}
					var s = 0, c = -1, l = -1, u = 0, d = 0, f = e, p = null;
					b: for (;;) {
						for (var m; f !== r || a !== 0 && f.nodeType !== 3 || (c = s + a), f !== o || i !== 0 && f.nodeType !== 3 || (l = s + i), f.nodeType === 3 && (s += f.nodeValue.length), (m = f.firstChild) !== null;) p = f, f = m;
						for (;;) {
							if (f === e) break b;
							if (p === r && ++u === a && (c = s), p === o && ++d === i && (l = s), (m = f.nextSibling) !== null) break;
							f = p, p = f.parentNode;
						}
						f = m;
					}
					r = c === -1 || l === -1 ? null : {
						start: c,
						end: l
					};
				} else r = null;
			}
			r ||= {
				start: 0,
				end: 0
			};
		} else r = null;
		for (cp = {
			focusedElem: e,
			selectionRange: r
		}, gh = !1, n = (n & 335544064) === n, su = t, t = n ? 9270 : 1024; su !== null;) {
			if (e = su, n && (r = e.deletions, r !== null)) for (a = 0; a < r.length; a++) n && Xl(r[a]);
			if (e.alternate === null && e.flags & 2) n && Bl(e), pu(n);
			else {
				if (e.tag === 22) {
					if (r = e.alternate, e.memoizedState !== null) {
						r !== null && r.memoizedState === null && n && Xl(r), pu(n);
						continue;
					}
					if (r !== null && r.memoizedState !== null) {
						n && Bl(e), pu(n);
						continue;
					}
				}
				r = e.child, (e.subtreeFlags & t) !== 0 && r !== null ? (r.return = e, su = r) : (n && Zl(e), pu(n));
			}
		}
		zl = null;
	}
	function pu(e) {
		for (; su !== null;) {
			var t = su, n = e, r = t.alternate, a = t.flags;
			switch (t.tag) {
				case 0:
				case 11:
				case 15: break;
				case 1:
					if (a & 1024 && r !== null) {
						n = void 0, a = r.memoizedProps, r = r.memoizedState;
						var o = t.stateNode;
						try {
							var s = xc(t.type, a);
							n = o.getSnapshotBeforeUpdate(s, r), o.__reactInternalSnapshotBeforeUpdate = n;
						} catch (e) {
							Z(t, t.return, e);
						}
					}
					break;
				case 3:
					if (a & 1024) {
						if (r = t.stateNode.containerInfo, n = r.nodeType, n === 9) nm(r);
						else if (n === 1) switch (r.nodeName) {
							case "HEAD":
							case "HTML":
							case "BODY":
								nm(r);
								break;
							default: r.textContent = "";
						}
					}
					break;
				case 5:
				case 26:
				case 27:
				case 6:
				case 4:
				case 17: break;
				case 30:
					n && r !== null && (n = gi(r.memoizedProps, r.stateNode), a = t.memoizedProps, a = vi(a.default, a.update), a !== "none" && Wl(r, n, a, r.memoizedState = [], !0));
					break;
				default: if (a & 1024) throw Error(i(163));
			}
			if (r = t.sibling, r !== null) {
				r.return = t.return, su = r;
				break;
			}
			su = t.return;
		}
	}
	function mu(e, t, n) {
		var r = n.flags;
		switch (n.tag) {
			case 0:
			case 11:
			case 15:
				Pu(e, n), r & 4 && bl(5, n);
				break;
			case 1:
				if (Pu(e, n), r & 4) {
					if (e = n.stateNode, t === null) try {
						e.componentDidMount();
					} catch (e) {
						Z(n, n.return, e);
					}
					else {
						var i = xc(n.type, t.memoizedProps);
						t = t.memoizedState;
						try {
							e.componentDidUpdate(i, t, e.__reactInternalSnapshotBeforeUpdate);
						} catch (e) {
							Z(n, n.return, e);
						}
					}
				}
				r & 64 && Sl(n), r & 512 && wl(n, n.return);
				break;
			case 3:
				if (Pu(e, n), r & 64 && (e = n.updateQueue, e !== null)) {
					if (t = null, n.child !== null) switch (n.child.tag) {
						case 27:
						case 5:
							t = n.child.stateNode;
							break;
						case 1: t = n.child.stateNode;
					}
					try {
						Co(e, t);
					} catch (e) {
						Z(n, n.return, e);
					}
				}
				break;
			case 27: t === null && r & 4 && Ll(n);
			case 26:
			case 5:
				Pu(e, n), t === null && r & 4 && jl(n), r & 512 && wl(n, n.return);
				break;
			case 12:
				Pu(e, n);
				break;
			case 31:
				Pu(e, n), r & 4 && Cu(e, n);
				break;
			case 13:
				Pu(e, n), r & 4 && wu(e, n), r & 64 && (e = n.memoizedState, e !== null && (e = e.dehydrated, e !== null && (n = _f.bind(null, n), cm(e, n))));
				break;
			case 22:
				if (r = n.memoizedState !== null || ru, !r) {
					var a = t !== null && t.memoizedState !== null || K;
					t = ru, i = K, ru = r, (K = a) && !i ? (r = 2, n.subtreeFlags & 8772 && (r |= 1), Iu(e, n, r)) : Pu(e, n), ru = t, K = i;
				}
				break;
			case 30:
				Pu(e, n), r & 512 && wl(n, n.return);
				break;
			case 7: r & 512 && wl(n, n.return);
			default: Pu(e, n);
		}
	}
	function hu(e, t) {
		for (e = e.child; e !== null;) gu(e, t), e = e.sibling;
	}
	function gu(e, t) {
		switch (e.tag) {
			case 5:
			case 26:
				try {
					var n = e.stateNode;
					if (t) {
						var r = n.style;
						typeof r.setProperty == "function" ? r.setProperty("display", "none", "important") : r.display = "none";
					} else {
						var i = e.stateNode, a = e.memoizedProps.style, o = a != null && a.hasOwnProperty("display") ? a.display : null;
						i.style.display = o == null || typeof o == "boolean" ? "" : ("" + o).trim();
					}
				} catch (t) {
					Z(e, e.return, t);
				}
				_u(e, t);
				break;
			case 6:
				try {
					e.stateNode.nodeValue = t ? "" : e.memoizedProps, I = !0;
				} catch (t) {
					Z(e, e.return, t);
				}
				break;
			case 18:
				try {
					var s = e.stateNode;
					t ? wp(s, !0) : wp(e.stateNode, !1);
				} catch (t) {
					Z(e, e.return, t);
				}
				break;
			case 22:
			case 23:
				e.memoizedState === null && hu(e, t);
				break;
			default: hu(e, t);
		}
	}
	function _u(e, t) {
		if (e.subtreeFlags & 67108864) for (e = e.child; e !== null;) {
			a: {
				var n = e, r = t;
				switch (n.tag) {
					case 4:
						gu(n, r);
						break a;
					case 22:
						n.memoizedState === null && _u(n, r);
						break a;
					default: _u(n, r);
				}
			}
			e = e.sibling;
		}
	}
	function vu(e) {
		var t = e.alternate;
		t !== null && (e.alternate = null, vu(t)), e.child = null, e.deletions = null, e.sibling = null, e.tag === 5 && (t = e.stateNode, t !== null && Ft(t)), e.stateNode = null, e.return = null, e.dependencies = null, e.memoizedProps = null, e.memoizedState = null, e.pendingProps = null, e.stateNode = null, e.updateQueue = null;
	}
	var yu = null, bu = !1;
	function xu(e, t, n) {
		for (n = n.child; n !== null;) Su(e, t, n), n = n.sibling;
	}
	function Su(e, t, n) {
		if (et && typeof et.onCommitFiberUnmount == "function") try {
			et.onCommitFiberUnmount($e, n);
		} catch {}
		switch (n.tag) {
			case 26:
				K || Tl(n, t), xu(e, t, n), n.memoizedState ? n.memoizedState.count-- : n.stateNode && !K && (n = n.stateNode, n.parentNode.removeChild(n));
				break;
			case 27:
				K || Tl(n, t), Ol(n);
				var r = yu, i = bu;
				Sp(n.type) && (yu = n.stateNode, bu = !1), xu(e, t, n), gm(n.stateNode, n.type, n.memoizedProps), yu = r, bu = i;
				break;
			case 5: K || Tl(n, t), Ol(n);
			case 6:
				if (n.tag === 6 && Ol(n), r = yu, i = bu, yu = null, xu(e, t, n), yu = r, bu = i, yu !== null) {
					if (bu) try {
						(yu.nodeType === 9 ? yu.body : yu.nodeName === "HTML" ? yu.ownerDocument.body : yu).removeChild(n.stateNode), I = !0;
					} catch (e) {
						Z(n, t, e);
					}
					else try {
						yu.removeChild(n.stateNode), I = !0;
					} catch (e) {
						Z(n, t, e);
					}
				}
				break;
			case 18:
				yu !== null && (bu ? (e = yu, Cp(e.nodeType === 9 ? e.body : e.nodeName === "HTML" ? e.ownerDocument.body : e, n.stateNode), Hh(e)) : Cp(yu, n.stateNode));
				break;
			case 4:
				r = yu, i = bu, yu = n.stateNode.containerInfo, bu = !0, xu(e, t, n), yu = r, bu = i;
				break;
			case 0:
			case 11:
			case 14:
			case 15:
				xl(2, n, t), K || xl(4, n, t), xu(e, t, n);
				break;
			case 1:
				K || (Tl(n, t), r = n.stateNode, typeof r.componentWillUnmount == "function" && Cl(n, t, r)), xu(e, t, n);
				break;
			case 21:
				xu(e, t, n);
				break;
			case 22:
				K = (r = K) || n.memoizedState !== null, xu(e, t, n), K = r;
				break;
			case 30:
				Tl(n, t), xu(e, t, n);
				break;
			case 7:
				K || Tl(n, t), xu(e, t, n);
				break;
			default: xu(e, t, n);
		}
	}
	function Cu(e, t) {
		if (t.memoizedState === null && (e = t.alternate, e !== null && (e = e.memoizedState, e !== null))) {
			e = e.dehydrated;
			try {
				Hh(e);
			} catch (e) {
				Z(t, t.return, e);
			}
		}
	}
	function wu(e, t) {
		if (t.memoizedState === null && (e = t.alternate, e !== null && (e = e.memoizedState, e !== null && (e = e.dehydrated, e !== null)))) try {
			Hh(e);
		} catch (e) {
			Z(t, t.return, e);
		}
	}
	function Tu(e) {
		switch (e.tag) {
			case 31:
			case 13:
			case 19:
				var t = e.stateNode;
				return t === null && (t = e.stateNode = new ou()), t;
			case 22: return e = e.stateNode, t = e._retryCache, t === null && (t = e._retryCache = new ou()), t;
			default: throw Error(i(435, e.tag));
		}
	}
	function Eu(e, t) {
		var n = Tu(e);
		t.forEach(function(t) {
			if (!n.has(t)) {
				n.add(t);
				var r = vf.bind(null, e, t);
				t.then(r, r);
			}
		});
	}
	function Du(e, t, n) {
		var r = t.deletions;
		if (r !== null) for (var a = 0; a < r.length; a++) {
			var o = r[a], s = e, c = t, l = c;
			a: for (; l !== null;) {
				switch (l.tag) {
					case 27:
						if (Sp(l.type)) {
							yu = l.stateNode, bu = !1;
							break a;
						}
						break;
					case 5:
						yu = l.stateNode, bu = !1;
						break a;
					case 3:
					case 4:
						yu = l.stateNode.containerInfo, bu = !0;
						break a;
				}
				l = l.return;
			}
			if (yu === null) throw Error(i(160));
			Su(s, c, o), yu = null, bu = !1, s = o.alternate, s !== null && (s.return = null), o.return = null;
		}
		if (t.subtreeFlags & 13886) for (t = t.child; t !== null;) ku(t, e, n), t = t.sibling;
	}
	var Ou = null;
	function ku(e, t, n) {
		var r = e.alternate, a = e.flags;
		switch (e.tag) {
			case 0:
			case 11:
			case 14:
			case 15:
				if (a & 4 && (r = e.updateQueue, r = r === null ? null : r.events, r !== null)) for (var o = 0; o < r.length; o++) {
					var s = r[o];
					s.ref.impl = s.nextImpl;
				}
				Du(t, e, n), Au(e), a & 4 && (xl(3, e, e.return), bl(3, e), xl(5, e, e.return));
				break;
			case 1:
				Du(t, e, n), Au(e), a & 512 && (K || r === null || Tl(r, r.return)), a & 64 && ru && (e = e.updateQueue, e !== null && (t = e.callbacks, t !== null && (n = e.shared.hiddenCallbacks, e.shared.hiddenCallbacks = n === null ? t : n.concat(t))));
				break;
			case 26:
				if (o = Ou, Du(t, e, n), Au(e), a & 512 && (K || r === null || Tl(r, r.return)), a & 4) {
					if (a = r === null ? null : r.memoizedState, n = e.memoizedState, r === null) {
						if (n === null) {
							if (e.stateNode === null) {
								if (ru) e.stateNode = fp(e.type, e.memoizedProps, t.containerInfo, e);
								else {
									a: {
										t = e.type, n = e.memoizedProps, a = o.ownerDocument || o;
										b: switch (t) {
											case "title":
												r = a.getElementsByTagName("title")[0], (!r || r[Nt] || r[Et] || r.namespaceURI === "http://www.w3.org/2000/svg" || r.hasAttribute("itemprop")) && (r = a.createElement(t), a.head.insertBefore(r, a.querySelector("head > title"))), np(r, t, n), r[Et] = e, Bt(r), t = r;
												break a;
											case "link":
												if (o = Gm("link", "href", a).get(t + (n.href || ""))) {
													for (s = 0; s < o.length; s++) if (r = o[s], r.getAttribute("href") === (n.href == null || n.href === "" ? null : n.href) && r.getAttribute("rel") === (n.rel == null ? null : n.rel) && r.getAttribute("title") === (n.title == null ? null : n.title) && r.getAttribute("crossorigin") === (n.crossOrigin == null ? null : n.crossOrigin)) {
														o.splice(s, 1);
														break b;
													}
												}
												r = a.createElement(t), np(r, t, n), a.head.appendChild(r);
												break;
											case "meta":
												if (o = Gm("meta", "content", a).get(t + (n.content || ""))) {
													for (s = 0; s < o.length; s++) if (r = o[s], r.getAttribute("content") === (n.content == null ? null : "" + n.content) && r.getAttribute("name") === (n.name == null ? null : n.name) && r.getAttribute("property") === (n.property == null ? null : n.property) && r.getAttribute("http-equiv") === (n.httpEquiv == null ? null : n.httpEquiv) && r.getAttribute("charset") === (n.charSet == null ? null : n.charSet)) {
														o.splice(s, 1);
														break b;
													}
												}
												r = a.createElement(t), np(r, t, n), a.head.appendChild(r);
												break;
											default: throw Error(i(468, t));
										}
										r[Et] = e, Bt(r), t = r;
									}
									e.stateNode = t;
								}
							} else ru || Km(o, e.type, e.stateNode);
						} else e.stateNode = Bm(o, n, e.memoizedProps);
					} else a === n ? n === null && e.stateNode !== null && Ml(e, e.memoizedProps, r.memoizedProps) : (a === null ? (t = r.stateNode, t === null || K || t.parentNode.removeChild(t)) : a.count--, n === null ? ru || Km(o, e.type, e.stateNode) : Bm(o, n, e.memoizedProps));
				}
				break;
			case 27:
				Du(t, e, n), Au(e), a & 512 && (K || r === null || Tl(r, r.return)), r !== null && a & 4 && Ml(e, e.memoizedProps, r.memoizedProps);
				break;
			case 5:
				if (o = iu, iu = !1, Du(t, e, n), iu = o, Au(e), a & 512 && (K || r === null || Tl(r, r.return)), e.flags & 32) {
					t = e.stateNode;
					try {
						dn(t, ""), I = !0;
					} catch (t) {
						Z(e, e.return, t);
					}
				}
				a & 4 && e.stateNode != null && (t = e.memoizedProps, Ml(e, t, r === null ? t : r.memoizedProps)), a & 1024 && (au = !0);
				break;
			case 6:
				if (Du(t, e, n), Au(e), a & 4) {
					if (e.stateNode === null) throw Error(i(162));
					t = e.memoizedProps, n = e.stateNode;
					try {
						n.nodeValue = t, I = !0;
					} catch (t) {
						Z(e, e.return, t);
					}
				}
				break;
			case 3:
				if (I = !1, Wm = null, o = Ou, Ou = bm(t.containerInfo), Du(t, e, n), Ou = o, Au(e), a & 4 && r !== null && r.memoizedState.isDehydrated) try {
					Hh(t.containerInfo);
				} catch (t) {
					Z(e, e.return, t);
				}
				au && (au = !1, ju(e)), I = !1;
				break;
			case 4:
				a = iu, iu = ru, r = Yt(), o = Ou, Ou = bm(e.stateNode.containerInfo), Du(t, e, n), Au(e), Ou = o, I && lu && (uu = !0), I = r, iu = a;
				break;
			case 12:
				Du(t, e, n), Au(e);
				break;
			case 31:
				Du(t, e, n), Au(e), a & 4 && (t = e.updateQueue, t !== null && (e.updateQueue = null, Eu(e, t)));
				break;
			case 13:
				Du(t, e, n), Au(e), e.child.flags & 8192 && e.memoizedState !== null != (r !== null && r.memoizedState !== null) && (md = We()), a & 4 && (t = e.updateQueue, t !== null && (e.updateQueue = null, Eu(e, t)));
				break;
			case 22:
				o = e.memoizedState !== null, s = r !== null && r.memoizedState !== null;
				var c = ru, l = K, u = iu;
				ru = c || o, iu = u || o, K = l || s, Du(t, e, n), K = l, iu = u, ru = c, Au(e), a & 8192 && (t = e.stateNode, t._visibility = o ? t._visibility & -2 : t._visibility | 1, !o || r === null || s || ru || K || (t = s || K, n = ru, r = K, ru = o || ru, K = t, Fu(e, 2), ru = n, K = r), !o && iu || hu(e, o)), a & 4 && (t = e.updateQueue, t !== null && (n = t.retryQueue, n !== null && (t.retryQueue = null, Eu(e, n))));
				break;
			case 19:
				Du(t, e, n), Au(e), a & 4 && (t = e.updateQueue, t !== null && (e.updateQueue = null, Eu(e, t)));
				break;
			case 30:
				a & 512 && (K || r === null || Tl(r, r.return)), a = Yt(), o = lu, s = (n & 335544064) === n, c = e.memoizedProps, lu = s && vi(c.default, c.update) !== "none", Du(t, e, n), Au(e), s && r !== null && I && (e.flags |= 4), lu = o, I = a;
				break;
			case 21: break;
			case 7: a & 512 && (K || r === null || Tl(r, r.return)), r && r.stateNode !== null && (r.stateNode._fragmentFiber = e);
			default: Du(t, e, n), Au(e);
		}
	}
	function Au(e) {
		var t = e.flags;
		if (t & 2) {
			try {
				for (var n, r = e.return; r !== null;) {
					if (Nl(r)) {
						n = r;
						break;
					}
					r = r.return;
				}
				r = null;
				for (var a = e.return; a !== null;) {
					if (Al(a)) {
						var o = a.stateNode;
						r === null ? r = [o] : r.push(o);
					}
					if (kl(a)) break;
					a = a.return;
				}
				var s = r;
				if (n == null) throw Error(i(160));
				switch (n.tag) {
					case 27:
						var c = n.stateNode;
						Il(e, Pl(e), c, s);
						break;
					case 5:
						var l = n.stateNode;
						n.flags & 32 && (dn(l, ""), n.flags &= -33), Il(e, Pl(e), l, s);
						break;
					case 3:
					case 4:
						var u = n.stateNode.containerInfo;
						Fl(e, Pl(e), u, s);
						break;
					default: throw Error(i(161));
				}
			} catch (t) {
				Z(e, e.return, t);
			}
			e.flags &= -3;
		}
		t & 4096 && (e.flags &= -4097);
	}
	function ju(e) {
		if (e.subtreeFlags & 1024) for (e = e.child; e !== null;) {
			var t = e;
			ju(t), t.tag === 5 && t.flags & 1024 && (t = t.stateNode, gh = !0, t.reset(), gh = !1), e = e.sibling;
		}
	}
	function Mu(e, t) {
		if (t.subtreeFlags & 9270) for (t = t.child; t !== null;) Nu(t, e), t = t.sibling;
		else nu(t, !1);
	}
	function Nu(e, t) {
		var n = e.alternate;
		if (n === null) Jl(e, !1);
		else switch (e.tag) {
			case 3:
				if (du = cu = !1, Hl(), Mu(t, e), !cu && !uu) {
					if (e = Vl, e !== null) for (var r = 0; r < e.length; r += 3) {
						n = e[r];
						var i = e[r + 1];
						Ep(n, e[r + 2]), n = n.ownerDocument.documentElement, n !== null && n.animate({
							opacity: [0, 0],
							pointerEvents: ["none", "none"]
						}, {
							duration: 0,
							fill: "forwards",
							pseudoElement: "::view-transition-group(" + i + ")"
						});
					}
					e = t.containerInfo, e = e.nodeType === 9 ? e.documentElement : e.ownerDocument.documentElement, e !== null && e.style.viewTransitionName === "" && (e.style.viewTransitionName = "none", e.animate({
						opacity: [0, 0],
						pointerEvents: ["none", "none"]
					}, {
						duration: 0,
						fill: "forwards",
						pseudoElement: "::view-transition-group(root)"
					}), e.animate({
						width: [0, 0],
						height: [0, 0]
					}, {
						duration: 0,
						fill: "forwards",
						pseudoElement: "::view-transition"
					})), du = !0;
				}
				Vl = null;
				break;
			case 5:
				Mu(t, e);
				break;
			case 4:
				r = cu, cu = !1, Mu(t, e), cu && (uu = !0), cu = r;
				break;
			case 22:
				e.memoizedState === null && (n.memoizedState === null ? Mu(t, e) : Jl(e, !1));
				break;
			case 30:
				r = cu, i = Hl(), cu = !1, Mu(t, e), cu && (e.flags |= 4);
				var a = e.memoizedProps, o = e.stateNode;
				t = gi(a, o), o = gi(n.memoizedProps, o);
				var s = vi(a.default, a.update);
				s === "none" ? t = !1 : (a = n.memoizedState, n.memoizedState = null, n = e.child, Ul = 0, t = tu(e, n, t, o, s, a, !0), Ul !== (a === null ? 0 : a.length) && (e.flags |= 32)), e.flags & 4 && t ? (Nd(e, e.memoizedProps.onUpdate), Vl = i) : i !== null && (i.push.apply(i, Vl), Vl = i), cu = e.flags & 32 ? !0 : r;
				break;
			default: Mu(t, e);
		}
	}
	function Pu(e, t) {
		if (t.subtreeFlags & 8772) for (t = t.child; t !== null;) mu(e, t.alternate, t), t = t.sibling;
	}
	function Fu(e, t) {
		for (e = e.child; e !== null;) {
			var n = e, r = t;
			switch (n.tag) {
				case 0:
				case 11:
				case 14:
				case 15:
					xl(4, n, n.return), Fu(n, r);
					break;
				case 1:
					Tl(n, n.return);
					var i = n.stateNode;
					typeof i.componentWillUnmount == "function" && Cl(n, n.return, i), Fu(n, r);
					break;
				case 27: r & 2 && gm(n.stateNode, n.type, n.memoizedProps);
				case 5:
					Tl(n, n.return), n.tag !== 5 && n.tag !== 27 || Ol(n), Fu(n, r);
					break;
				case 6:
					Ol(n);
					break;
				case 26:
					Tl(n, n.return), i = n.stateNode, n.memoizedState !== null || i === null || K || i.parentNode.removeChild(i), Fu(n, r);
					break;
				case 22:
					n.memoizedState === null && Fu(n, r);
					break;
				case 30:
					Tl(n, n.return), Fu(n, r);
					break;
				case 7: Tl(n, n.return);
				default: Fu(n, r);
			}
			e = e.sibling;
		}
	}
	function Iu(e, t, n) {
		for (n = t.subtreeFlags & 8772 ? n : n & -2, t = t.child; t !== null;) {
			var r = t.alternate, i = e, a = t, o = a.flags, s = !!(n & 1);
			switch (a.tag) {
				case 0:
				case 11:
				case 15:
					Iu(i, a, n), bl(4, a);
					break;
				case 1:
					if (Iu(i, a, n), r = a, i = r.stateNode, typeof i.componentDidMount == "function") try {
						i.componentDidMount();
					} catch (e) {
						Z(r, r.return, e);
					}
					if (r = a, i = r.updateQueue, i !== null) {
						var c = r.stateNode;
						try {
							var l = i.shared.hiddenCallbacks;
							if (l !== null) for (i.shared.hiddenCallbacks = null, i = 0; i < l.length; i++) So(l[i], c);
						} catch (e) {
							Z(r, r.return, e);
						}
					}
					s && o & 64 && Sl(a), wl(a, a.return);
					break;
				case 27: n & 2 && Ll(a);
				case 5:
					a.tag !== 5 && a.tag !== 27 || Dl(a), Iu(i, a, n), s && r === null && o & 4 && jl(a), wl(a, a.return);
					break;
				case 6:
					Dl(a);
					break;
				case 26:
					c = a.stateNode, a.memoizedState !== null || c === null || ru || Km(bm(c.ownerDocument), a.type, c), Iu(i, a, n), s && r === null && o & 4 && jl(a), wl(a, a.return);
					break;
				case 12:
					Iu(i, a, n);
					break;
				case 31:
					Iu(i, a, n), s && o & 4 && Cu(i, a);
					break;
				case 13:
					Iu(i, a, n), s && o & 4 && wu(i, a);
					break;
				case 22:
					a.memoizedState === null && Iu(i, a, n), wl(a, a.return);
					break;
				case 30:
					Iu(i, a, n), wl(a, a.return);
					break;
				case 7: wl(a, a.return);
				default: Iu(i, a, n);
			}
			t = t.sibling;
		}
	}
	function Lu(e, t) {
		var n = null;
		e !== null && e.memoizedState !== null && e.memoizedState.cachePool !== null && (n = e.memoizedState.cachePool.pool), e = null, t.memoizedState !== null && t.memoizedState.cachePool !== null && (e = t.memoizedState.cachePool.pool), e !== n && (e != null && e.refCount++, n != null && ja(n));
	}
	function Ru(e, t) {
		e = null, t.alternate !== null && (e = t.alternate.memoizedState.cache), t = t.memoizedState.cache, t !== e && (t.refCount++, e != null && ja(e));
	}
	function zu(e, t, n, r) {
		var i = (n & 335544064) === n;
		if (t.subtreeFlags & (i ? 10262 : 10256)) for (t = t.child; t !== null;) Bu(e, t, n, r), t = t.sibling;
		else i && eu(t);
	}
	function Bu(e, t, n, r) {
		var i = (n & 335544064) === n;
		i && t.alternate === null && t.return !== null && t.return.alternate !== null && $l(t);
		var a = t.flags;
		switch (t.tag) {
			case 0:
			case 11:
			case 15:
				zu(e, t, n, r), a & 2048 && bl(9, t);
				break;
			case 1:
				zu(e, t, n, r);
				break;
			case 3:
				zu(e, t, n, r), i && du && (e = e.containerInfo, e = e.nodeType === 9 ? e.body : e.nodeName === "HTML" ? e.ownerDocument.body : e, e.style.viewTransitionName === "root" && (e.style.viewTransitionName = ""), e = e.ownerDocument.documentElement, e !== null && e.style.viewTransitionName === "none" && (e.style.viewTransitionName = "")), a & 2048 && (a = null, t.alternate !== null && (a = t.alternate.memoizedState.cache), t = t.memoizedState.cache, t !== a && (t.refCount++, a != null && ja(a)));
				break;
			case 12:
				if (a & 2048) {
					zu(e, t, n, r), a = t.stateNode;
					try {
						var o = t.memoizedProps, s = o.id, c = o.onPostCommit;
						typeof c == "function" && c(s, t.alternate === null ? "mount" : "update", a.passiveEffectDuration, -0);
					} catch (e) {
						Z(t, t.return, e);
					}
				} else zu(e, t, n, r);
				break;
			case 31:
				zu(e, t, n, r);
				break;
			case 13:
				zu(e, t, n, r);
				break;
			case 23: break;
			case 22:
				o = t.stateNode, s = t.alternate, t.memoizedState === null ? (i && s !== null && s.memoizedState !== null && $l(t), o._visibility & 2 ? zu(e, t, n, r) : (o._visibility |= 2, Vu(e, t, n, r, !!(t.subtreeFlags & 10256) || !1))) : (i && s !== null && s.memoizedState === null && $l(s), o._visibility & 2 ? zu(e, t, n, r) : Hu(e, t)), a & 2048 && Lu(s, t);
				break;
			case 24:
				zu(e, t, n, r), a & 2048 && Ru(t.alternate, t);
				break;
			case 30:
				i && (a = t.alternate, a !== null && (Kl(a.child, !0), Kl(t.child, !0))), zu(e, t, n, r);
				break;
			default: zu(e, t, n, r);
		}
	}
	function Vu(e, t, n, r, i) {
		for (i &&= !!(t.subtreeFlags & 10256) || !1, t = t.child; t !== null;) {
			var a = e, o = t, s = n, c = r, l = o.flags;
			switch (o.tag) {
				case 0:
				case 11:
				case 15:
					Vu(a, o, s, c, i), bl(8, o);
					break;
				case 23: break;
				case 22:
					var u = o.stateNode;
					o.memoizedState === null ? (u._visibility |= 2, Vu(a, o, s, c, i)) : u._visibility & 2 ? Vu(a, o, s, c, i) : Hu(a, o), i && l & 2048 && Lu(o.alternate, o);
					break;
				case 24:
					Vu(a, o, s, c, i), i && l & 2048 && Ru(o.alternate, o);
					break;
				default: Vu(a, o, s, c, i);
			}
			t = t.sibling;
		}
	}
	function Hu(e, t) {
		if (t.subtreeFlags & 10256) for (t = t.child; t !== null;) {
			var n = e, r = t, i = r.flags;
			switch (r.tag) {
				case 22:
					Hu(n, r), i & 2048 && Lu(r.alternate, r);
					break;
				case 24:
					Hu(n, r), i & 2048 && Ru(r.alternate, r);
					break;
				default: Hu(n, r);
			}
			t = t.sibling;
		}
	}
	var Uu = 8192;
	function Wu(e, t, n) {
		if (e.subtreeFlags & Uu) for (e = e.child; e !== null;) Gu(e, t, n), e = e.sibling;
	}
	function Gu(e, t, n) {
		switch (e.tag) {
			case 26:
				Wu(e, t, n), e.flags & Uu && (e.memoizedState === null ? (e = e.stateNode, (t & 335544128) === t && Zm(n, e)) : Qm(n, Ou, e.memoizedState, e.memoizedProps));
				break;
			case 5:
				Wu(e, t, n), e.flags & Uu && (e = e.stateNode, (t & 335544128) === t && Zm(n, e));
				break;
			case 3:
			case 4:
				var r = Ou;
				Ou = bm(e.stateNode.containerInfo), Wu(e, t, n), Ou = r;
				break;
			case 22:
				e.memoizedState === null && (r = e.alternate, r !== null && r.memoizedState !== null ? (r = Uu, Uu = 16777216, Wu(e, t, n), Uu = r) : Wu(e, t, n));
				break;
			case 30:
				if ((e.flags & Uu) !== 0 && (r = e.memoizedProps.name, r != null && r !== "auto")) {
					var i = e.stateNode;
					i.paired = null, zl === null && (zl = /* @__PURE__ */ new Map()), zl.set(r, i);
				}
				Wu(e, t, n);
				break;
			default: Wu(e, t, n);
		}
	}
	function Ku(e) {
		var t = e.alternate;
		if (t !== null && (e = t.child, e !== null)) {
			t.child = null;
			do
				t = e.sibling, e.sibling = null, e = t;
			while (e !== null);
		}
	}
	function qu(e) {
		var t = e.deletions;
		if (e.flags & 16) {
			if (t !== null) for (var n = 0; n < t.length; n++) {
				var r = t[n];
				su = r, Xu(r, e);
			}
			Ku(e);
		}
		if (e.subtreeFlags & 10256) for (e = e.child; e !== null;) Ju(e), e = e.sibling;
	}
	function Ju(e) {
		switch (e.tag) {
			case 0:
			case 11:
			case 15:
				qu(e), e.flags & 2048 && xl(9, e, e.return);
				break;
			case 3:
				qu(e);
				break;
			case 12:
				qu(e);
				break;
			case 22:
				var t = e.stateNode;
				e.memoizedState !== null && t._visibility & 2 && (e.return === null || e.return.tag !== 13) ? (t._visibility &= -3, Yu(e)) : qu(e);
				break;
			default: qu(e);
		}
	}
	function Yu(e) {
		var t = e.deletions;
		if (e.flags & 16) {
			if (t !== null) for (var n = 0; n < t.length; n++) {
				var r = t[n];
				su = r, Xu(r, e);
			}
			Ku(e);
		}
		for (e = e.child; e !== null;) {
			switch (t = e, t.tag) {
				case 0:
				case 11:
				case 15:
					xl(8, t, t.return), Yu(t);
					break;
				case 22:
					n = t.stateNode, n._visibility & 2 && (n._visibility &= -3, Yu(t));
					break;
				default: Yu(t);
			}
			e = e.sibling;
		}
	}
	function Xu(e, t) {
		for (; su !== null;) {
			var n = su;
			switch (n.tag) {
				case 0:
				case 11:
				case 15:
					xl(8, n, t);
					break;
				case 23:
				case 22:
					if (n.memoizedState !== null && n.memoizedState.cachePool !== null) {
						var r = n.memoizedState.cachePool.pool;
						r != null && r.refCount++;
					}
					break;
				case 24: ja(n.memoizedState.cache);
			}
			if (r = n.child, r !== null) r.return = n, su = r;
			else a: for (n = e; su !== null;) {
				r = su;
				var i = r.sibling, a = r.return;
				if (vu(r), r === n) {
					su = null;
					break a;
				}
				if (i !== null) {
					i.return = a, su = i;
					break a;
				}
				su = a;
			}
		}
	}
	var Zu = {
		getCacheForType: function(e) {
			var t = wa(H), n = t.data.get(e);
			return n === void 0 && (n = e(), t.data.set(e, n)), n;
		},
		cacheSignal: function() {
			return wa(H).controller.signal;
		}
	}, Qu = typeof WeakMap == "function" ? WeakMap : Map, q = 0, $u = null, J = null, Y = 0, X = 0, ed = null, td = !1, nd = !1, rd = !1, id = 0, ad = 0, od = 0, sd = 0, cd = 0, ld = 0, ud = 0, dd = null, fd = null, pd = !1, md = 0, hd = 0, gd = Infinity, _d = null, vd = null, yd = 0, bd = null, xd = null, Sd = 0, Cd = 0, wd = null, Td = null, Ed = null, Dd = null, Od = null, kd = 0, Ad = null;
	function jd() {
		return q & 2 && Y !== 0 ? Y & -Y : M.T === null ? Ct() : Pf();
	}
	function Md() {
		if (ld === 0) {
			if (!(Y & 536870912) || V) {
				var e = st;
				st <<= 1, !(st & 3932160) && (st = 262144), ld = e;
			} else ld = 536870912;
		}
		return e = ko.current, e !== null && (e.flags |= 32), ld;
	}
	function Nd(e, t) {
		if (t != null) {
			var n = e.stateNode, r = n.ref;
			r === null && (r = n.ref = Pp(gi(e.memoizedProps, n))), Dd === null && (Dd = []), Dd.push(t.bind(null, r));
		}
	}
	function Pd(e, t, n) {
		(e === $u && (X === 2 || X === 9) || e.cancelPendingCommit !== null) && (Vd(e, 0), Rd(e, Y, ld, !1)), gt(e, n), q & 2 && e === $u || (e === $u && (!(q & 2) && (sd |= n), ad === 4 && Rd(e, Y, ld, !1)), Ef(e));
	}
	function Fd(e, t, n) {
		if (q & 6) throw Error(i(327));
		var r = !n && !(t & 127) && (t & e.expiredLanes) === 0 || dt(e, t), a = r ? Yd(e, t) : qd(e, t, !0), o = r;
		do {
			if (a === 0) {
				nd && !r && Rd(e, t, 0, !1);
				break;
			}
			if (n = e.current.alternate, o && !Ld(n)) a = qd(e, t, !1), o = !1;
			else {
				if (a === 2) {
					if (o = t, e.errorRecoveryDisabledLanes & o) var s = 0;
					else s = e.pendingLanes & -536870913, s = s === 0 ? s & 536870912 ? 536870912 : 0 : s;
					if (s !== 0) {
						t = s;
						a: {
							var c = e;
							a = dd;
							var l = c.current.memoizedState.isDehydrated;
							if (l && (Vd(c, s).flags |= 256), s = qd(c, s, !1), s !== 2 && s !== 6) {
								if (rd && !l) {
									c.errorRecoveryDisabledLanes |= o, sd |= o, a = 4;
									break a;
								}
								o = fd, fd = a, o !== null && (fd === null ? fd = o : fd.push.apply(fd, o));
							}
							a = s;
						}
						if (o = !1, a !== 2) continue;
					}
				}
				if (a === 1) {
					Vd(e, 0), Rd(e, t, 0, !0);
					break;
				}
				a: {
					switch (r = e, o = a, o) {
						case 0:
						case 1: throw Error(i(345));
						case 4: if ((t & 4194048) !== t && (t & 62914560) !== t) break;
						case 6:
							Rd(r, t, ld, !td);
							break a;
						case 2:
							fd = null;
							break;
						case 3:
						case 5: break;
						default: throw Error(i(329));
					}
					if ((t & 62914560) === t && (a = md + 300 - We(), 10 < a)) {
						if (Rd(r, t, ld, !td), ut(r, 0, !0) !== 0) break a;
						Sd = t, r.timeoutHandle = gp(Id.bind(null, r, n, fd, _d, pd, t, ld, sd, ud, td, o, "Throttled", -0, 0), a);
						break a;
					}
					Id(r, n, fd, _d, pd, t, ld, sd, ud, td, o, null, -0, 0);
				}
				break;
			}
		} while (1);
		Ef(e);
	}
	function Id(e, t, n, r, i, a, o, s, c, l, u, d, f, p) {
		e.timeoutHandle = -1;
		var m = t.subtreeFlags, h = (a & 335544064) === a;
		d = null, (h || m & 8192 || (m & 16785408) == 16785408) && (d = {
			stylesheets: null,
			count: 0,
			imgCount: 0,
			imgBytes: 0,
			suspenseyImages: [],
			waitingForImages: !0,
			waitingForViewTransition: !1,
			unsuspend: yn
		}, zl = null, Gu(t, a, d), h && (m = d, h = e.containerInfo, h = (h.nodeType === 9 ? h : h.ownerDocument).__reactViewTransition, h != null && (m.count++, m.waitingForViewTransition = !0, m = nh.bind(m), h.finished.then(m, m))), m = (a & 62914560) === a ? md - We() : (a & 4194048) === a ? hd - We() : 0, m = eh(d, m), m !== null) ? (Sd = a, e.cancelPendingCommit = m(nf.bind(null, e, t, a, n, r, i, o, s, c, l, u, d, null, f, p)), Rd(e, a, o, !l)) : nf(e, t, a, n, r, i, o, s, c, l, u, d);
	}
	function Ld(e) {
		for (var t = e;;) {
			var n = t.tag;
			if ((n === 0 || n === 11 || n === 15) && t.flags & 16384 && (n = t.updateQueue, n !== null && (n = n.stores, n !== null))) for (var r = 0; r < n.length; r++) {
				var i = n[r], a = i.getSnapshot;
				i = i.value;
				try {
					if (!Br(a(), i)) return !1;
				} catch {
					return !1;
				}
			}
			if (n = t.child, t.subtreeFlags & 16384 && n !== null) n.return = t, t = n;
			else {
				if (t === e) break;
				for (; t.sibling === null;) {
					if (t.return === null || t.return === e) return !0;
					t = t.return;
				}
				t.sibling.return = t.return, t = t.sibling;
			}
		}
		return !0;
	}
	function Rd(e, t, n, r) {
		t = ft(e, t), t &= ~cd, t &= ~sd, e.suspendedLanes |= t, e.pingedLanes &= ~t, r && (e.warmLanes |= t), r = e.expirationTimes;
		for (var i = t; 0 < i;) {
			var a = 31 - nt(i), o = 1 << a;
			r[a] = -1, i &= ~o;
		}
		n !== 0 && vt(e, n, t);
	}
	function zd() {
		return q & 6 ? !0 : (Df(0, !1), !1);
	}
	function Bd() {
		if (J !== null) {
			if (X === 0) var e = J.return;
			else e = J, ga = ha = null, rs(e), ro = null, io = 0, e = J;
			for (; e !== null;) yl(e.alternate, e), e = e.return;
			J = null;
		}
	}
	function Vd(e, t) {
		var n = e.timeoutHandle;
		return n !== -1 && (e.timeoutHandle = -1, _p(n)), n = e.cancelPendingCommit, n !== null && (e.cancelPendingCommit = null, n()), Sd = 0, Bd(), $u = e, J = n = Ni(e.current, null), Y = t, X = 0, ed = null, td = !1, nd = dt(e, t), rd = !1, ud = ld = cd = sd = od = ad = 0, fd = dd = null, pd = !1, id = ft(e, t), Ci(), n;
	}
	function Hd(e, t) {
		U = null, M.H = pc, t === qa || t === Ya ? (t = to(), X = 3) : t === Ja ? (t = to(), X = 4) : X = t === jc ? 8 : typeof t == "object" && t && typeof t.then == "function" ? 6 : 1, ed = t, J === null && (ad = 1, Tc(e, Vi(t, e.current)));
	}
	function Ud() {
		var e = ko.current;
		return e === null ? !0 : (Y & 4194048) === Y ? Ao === null : (Y & 62914560) === Y || Y & 536870912 ? e === Ao : !1;
	}
	function Wd() {
		var e = M.H;
		return M.H = pc, e === null ? pc : e;
	}
	function Gd() {
		var e = M.A;
		return M.A = Zu, e;
	}
	function Kd() {
		ad = 4, td || (Y & 4194048) !== Y && ko.current !== null || (nd = !0), !(od & 134217727) && !(sd & 134217727) || $u === null || Rd($u, Y, ld, !1);
	}
	function qd(e, t, n) {
		var r = q;
		q |= 2;
		var i = Wd(), a = Gd();
		($u !== e || Y !== t) && (_d = null, Vd(e, t)), t = !1;
		var o = ad;
		a: do
			try {
				if (X !== 0 && J !== null) {
					var s = J, c = ed;
					switch (X) {
						case 8:
							Bd(), o = 6;
							break a;
						case 3:
						case 2:
						case 9:
						case 6:
							ko.current === null && (t = !0);
							var l = X;
							if (X = 0, ed = null, $d(e, s, c, l), n && nd) {
								o = 0;
								break a;
							}
							break;
						default: l = X, X = 0, ed = null, $d(e, s, c, l);
					}
				}
				Jd(), o = ad;
				break;
			} catch (t) {
				Hd(e, t);
			}
		while (1);
		return t && e.shellSuspendCounter++, ga = ha = null, q = r, M.H = i, M.A = a, J === null && ($u = null, Y = 0, Ci()), o;
	}
	function Jd() {
		for (; J !== null;) Zd(J);
	}
	function Yd(e, t) {
		var n = q;
		q |= 2;
		var r = Wd(), a = Gd();
		$u !== e || Y !== t ? (_d = null, gd = We() + 500, Vd(e, t)) : nd = dt(e, t);
		a: do
			try {
				if (X !== 0 && J !== null) {
					t = J;
					var o = ed;
					b: switch (X) {
						case 1:
							X = 0, ed = null, $d(e, t, o, 1);
							break;
						case 2:
						case 9:
							if (Za(o)) {
								X = 0, ed = null, Qd(t);
								break;
							}
							t = function() {
								X !== 2 && X !== 9 || $u !== e || (X = 7), Ef(e);
							}, o.then(t, t);
							break a;
						case 3:
							X = 7;
							break a;
						case 4:
							X = 5;
							break a;
						case 7:
							Za(o) ? (X = 0, ed = null, Qd(t)) : (X = 0, ed = null, $d(e, t, o, 7));
							break;
						case 5:
							var s = null;
							switch (J.tag) {
								case 26: s = J.memoizedState;
								case 5:
								case 27:
									var c = J;
									if (s ? Ym(s) : c.stateNode.complete) {
										X = 0, ed = null;
										var l = c.sibling;
										if (l !== null) J = l;
										else {
											var u = c.return;
											u === null ? J = null : (J = u, ef(u));
										}
										break b;
									}
							}
							X = 0, ed = null, $d(e, t, o, 5);
							break;
						case 6:
							X = 0, ed = null, $d(e, t, o, 6);
							break;
						case 8:
							Bd(), ad = 6;
							break a;
						default: throw Error(i(462));
					}
				}
				Xd();
				break;
			} catch (t) {
				Hd(e, t);
			}
		while (1);
		return ga = ha = null, M.H = r, M.A = a, q = n, J === null ? ($u = null, Y = 0, Ci(), ad) : 0;
	}
	function Xd() {
		for (; J !== null && !He();) Zd(J);
	}
	function Zd(e) {
		var t = dl(e.alternate, e, id);
		e.memoizedProps = e.pendingProps, t === null ? ef(e) : J = t;
	}
	function Qd(e) {
		var t = e, n = t.alternate;
		switch (t.tag) {
			case 15:
			case 0:
				t = Gc(n, t, t.pendingProps, t.type, void 0, Y);
				break;
			case 11:
				t = Gc(n, t, t.pendingProps, t.type.render, t.ref, Y);
				break;
			case 5:
				rs(t);
				var r = t;
				r === na && (V ? (la(r), r.tag === 5 && r.stateNode != null && (ra = r.stateNode)) : (la(r), V = !0));
			default: yl(n, t), t = J = Pi(t, id), t = dl(n, t, id);
		}
		e.memoizedProps = e.pendingProps, t === null ? ef(e) : J = t;
	}
	function $d(e, t, n, r) {
		ga = ha = null, rs(t), ro = null, io = 0;
		var i = t.return;
		try {
			if (Ac(e, i, t, n, Y)) {
				ad = 1, Tc(e, Vi(n, e.current)), J = null;
				return;
			}
		} catch (t) {
			if (i !== null) throw J = i, t;
			ad = 1, Tc(e, Vi(n, e.current)), J = null;
			return;
		}
		t.flags & 32768 ? (V || r === 1 ? e = !0 : nd || Y & 536870912 ? e = !1 : (td = e = !0, (r === 2 || r === 9 || r === 3 || r === 6) && (r = ko.current, r !== null && r.tag === 13 && (r.flags |= 16384))), tf(t, e)) : ef(t);
	}
	function ef(e) {
		var t = e;
		do {
			if (t.flags & 32768) {
				tf(t, td);
				return;
			}
			e = t.return;
			var n = _l(t.alternate, t, id);
			if (n !== null) {
				J = n;
				return;
			}
			if (t = t.sibling, t !== null) {
				J = t;
				return;
			}
			J = t = e;
		} while (t !== null);
		ad === 0 && (ad = 5);
	}
	function tf(e, t) {
		do {
			var n = vl(e.alternate, e);
			if (n !== null) {
				n.flags &= 32767, J = n;
				return;
			}
			if (n = e.return, n !== null && (n.flags |= 32768, n.subtreeFlags = 0, n.deletions = null), !t && (e = e.sibling, e !== null)) {
				J = e;
				return;
			}
			J = e = n;
		} while (e !== null);
		ad = 6, J = null;
	}
	function nf(e, t, n, r, a, o, s, c, l, u, d, f) {
		e.cancelPendingCommit = null;
		do
			df();
		while (yd !== 0);
		if (q & 6) throw Error(i(327));
		if (t !== null) {
			if (t === e.current) throw Error(i(177));
			e === $u && (J = $u = null, Y = 0), xd = t, bd = e, Sd = n, wd = a, Td = r, rf(e, t, n, s, c, l, f);
		}
	}
	function rf(e, t, n, r, i, a, o) {
		var s = t.lanes | t.childLanes;
		if (Cd = s, s |= Si, _t(e, n, s, r, i, a), Dd = null, (n & 335544064) === n ? (Od = Pa(e), r = 10262) : (Od = null, r = 10256), (t.subtreeFlags & r) !== 0 || (t.flags & r) !== 0 ? (e.callbackNode = null, e.callbackPriority = 0, yf(Je, function() {
			return ff(), null;
		})) : (e.callbackNode = null, e.callbackPriority = 0), Rl = !1, r = !!(t.flags & 13878), t.subtreeFlags & 13878 || r) {
			r = M.T, M.T = null, i = N.p, N.p = 2, a = q, q |= 4;
			try {
				fu(e, t, n);
			} finally {
				q = a, N.p = i, M.T = r;
			}
		}
		yd = 1, Rl ? Ed = Mp(o, e.containerInfo, Od, sf, cf, of, lf, ff, af, null, null) : (sf(), cf(), lf());
	}
	function af(e) {
		if (yd !== 0) {
			var t = bd.onRecoverableError;
			t(e, { componentStack: null });
		}
	}
	function of() {
		yd === 3 && (yd = 0, Nu(xd, bd), yd = 4);
	}
	function sf() {
		if (yd === 1) {
			yd = 0;
			var e = bd, t = xd, n = Sd, r = !!(t.flags & 13878);
			if (t.subtreeFlags & 13878 || r) {
				r = M.T, M.T = null;
				var i = N.p;
				N.p = 2;
				var a = q;
				q |= 4;
				try {
					lu = uu = !1, ku(t, e, n), n = cp;
					var o = Kr(e.containerInfo), s = n.focusedElem, c = n.selectionRange;
					if (o !== s && s && s.ownerDocument && Gr(s.ownerDocument.documentElement, s)) {
						if (c !== null && qr(s)) {
							var l = c.start, u = c.end;
							if (u === void 0 && (u = l), "selectionStart" in s) s.selectionStart = l, s.selectionEnd = Math.min(u, s.value.length);
							else {
								var d = s.ownerDocument || document, f = d && d.defaultView || window;
								if (f.getSelection) {
									var p = f.getSelection(), m = s.textContent.length, h = Math.min(c.start, m), g = c.end === void 0 ? h : Math.min(c.end, m);
									!p.extend && h > g && (o = g, g = h, h = o);
									var _ = Wr(s, h), v = Wr(s, g);
									if (_ && v && (p.rangeCount !== 1 || p.anchorNode !== _.node || p.anchorOffset !== _.offset || p.focusNode !== v.node || p.focusOffset !== v.offset)) {
										var y = d.createRange();
										y.setStart(_.node, _.offset), p.removeAllRanges(), h > g ? (p.addRange(y), p.extend(v.node, v.offset)) : (y.setEnd(v.node, v.offset), p.addRange(y));
									}
								}
							}
						}
						for (d = [], p = s; p = p.parentNode;) p.nodeType === 1 && d.push({
							element: p,
							left: p.scrollLeft,
							top: p.scrollTop
						});
						for (typeof s.focus == "function" && s.focus(), s = 0; s < d.length; s++) {
							var b = d[s];
							b.element.scrollLeft = b.left, b.element.scrollTop = b.top;
						}
					}
					gh = !!sp, cp = sp = null;
				} finally {
					q = a, N.p = i, M.T = r;
				}
			}
			e.current = t, yd = 2;
		}
	}
	function cf() {
		if (yd === 2) {
			yd = 0;
			var e = bd, t = xd, n = !!(t.flags & 8772);
			if (t.subtreeFlags & 8772 || n) {
				n = M.T, M.T = null;
				var r = N.p;
				N.p = 2;
				var i = q;
				q |= 4;
				try {
					mu(e, t.alternate, t);
				} finally {
					q = i, N.p = r, M.T = n;
				}
			}
			yd = 3;
		}
	}
	function lf() {
		if (yd === 4 || yd === 3) {
			yd = 0;
			var e = Ed;
			Ed = null, Ue();
			var t = bd, n = xd, r = Sd, i = Td, a = (r & 335544064) === r ? 10262 : 10256;
			if ((n.subtreeFlags & a) !== 0 || (n.flags & a) !== 0 ? yd = 5 : (yd = 0, xd = bd = null, uf(t, t.pendingLanes)), a = t.pendingLanes, a === 0 && (vd = null), St(r), n = n.stateNode, et && typeof et.onCommitFiberRoot == "function") try {
				et.onCommitFiberRoot($e, n, void 0, (n.current.flags & 128) == 128);
			} catch {}
			if (i !== null) {
				n = M.T, a = N.p, N.p = 2, M.T = null;
				try {
					for (var o = t.onRecoverableError, s = 0; s < i.length; s++) {
						var c = i[s];
						o(c.value, { componentStack: c.stack });
					}
				} finally {
					M.T = n, N.p = a;
				}
			}
			if (i = Dd, o = Od, Od = null, i !== null && (Dd = null, o === null && (o = []), e !== null)) for (c = 0; c < i.length; c++) n = (0, i[c])(o), n !== void 0 && e.finished.finally(n);
			Sd & 3 && df(), Ef(t), a = t.pendingLanes, r & 261930 && a & 42 ? t === Ad ? kd++ : (kd = 0, Ad = t) : (kd = 0, Ad = null), Df(0, !1);
		}
	}
	function uf(e, t) {
		(e.pooledCacheLanes &= t) === 0 && (t = e.pooledCache, t != null && (e.pooledCache = null, ja(t)));
	}
	function df() {
		return Ed !== null && (Ed.skipTransition(), Ed = null), sf(), cf(), lf(), ff();
	}
	function ff() {
		if (yd !== 5) return !1;
		var e = bd, t = Cd;
		Cd = 0;
		var n = St(Sd), r = M.T, a = N.p;
		try {
			N.p = 32 > n ? 32 : n, M.T = null, n = wd, wd = null;
			var o = bd, s = Sd;
			if (yd = 0, xd = bd = null, Sd = 0, q & 6) throw Error(i(331));
			var c = q;
			if (q |= 4, Ju(o.current), Bu(o, o.current, s, n), q = c, Df(0, !1), et && typeof et.onPostCommitFiberRoot == "function") try {
				et.onPostCommitFiberRoot($e, o);
			} catch {}
			return !0;
		} finally {
			N.p = a, M.T = r, uf(e, t);
		}
	}
	function pf(e, t, n) {
		t = Vi(n, t), t = Dc(e.stateNode, t, 2), e = go(e, t, 2), e !== null && (gt(e, 2), Ef(e));
	}
	function Z(e, t, n) {
		if (e.tag === 3) pf(e, e, n);
		else for (; t !== null;) {
			if (t.tag === 3) {
				pf(t, e, n);
				break;
			}
			if (t.tag === 1) {
				var r = t.stateNode;
				if (typeof t.type.getDerivedStateFromError == "function" || typeof r.componentDidCatch == "function" && (vd === null || !vd.has(r))) {
					e = Vi(n, e), n = Oc(2), r = go(t, n, 2), r !== null && (kc(n, r, t, e), gt(r, 2), Ef(r));
					break;
				}
			}
			t = t.return;
		}
	}
	function mf(e, t, n) {
		var r = e.pingCache;
		if (r === null) {
			r = e.pingCache = new Qu();
			var i = /* @__PURE__ */ new Set();
			r.set(t, i);
		} else i = r.get(t), i === void 0 && (i = /* @__PURE__ */ new Set(), r.set(t, i));
		i.has(n) || (rd = !0, i.add(n), e = hf.bind(null, e, t, n), t.then(e, e));
	}
	function hf(e, t, n) {
		var r = e.pingCache;
		r !== null && r.delete(t), e.pingedLanes |= e.suspendedLanes & n, e.warmLanes &= ~n, $u === e && (Y & n) === n && (ad === 4 || ad === 3 && (Y & 62914560) === Y && 300 > We() - md ? q & 2 ? cd |= n : Vd(e, 0) : cd |= n, ud === Y && (ud = 0)), Ef(e);
	}
	function gf(e, t) {
		t === 0 && (t = mt()), e = Ei(e, t), e !== null && (gt(e, t), Ef(e));
	}
	function _f(e) {
		var t = e.memoizedState, n = 0;
		t !== null && (n = t.retryLane), gf(e, n);
	}
	function vf(e, t) {
		var n = 0;
		switch (e.tag) {
			case 31:
			case 13:
				var r = e.stateNode, a = e.memoizedState;
				a !== null && (n = a.retryLane);
				break;
			case 19:
				r = e.stateNode;
				break;
			case 22:
				r = e.stateNode._retryCache;
				break;
			default: throw Error(i(314));
		}
		r !== null && r.delete(t), gf(e, n);
	}
	function yf(e, t) {
		return Be(e, t);
	}
	var bf = null, xf = null, Sf = !1, Cf = !1, wf = !1, Tf = 0;
	function Ef(e) {
		e !== xf && e.next === null && (xf === null ? bf = xf = e : xf = xf.next = e), Cf = !0, Sf || (Sf = !0, Nf());
	}
	function Df(e, t) {
		if (!wf && Cf) {
			wf = !0;
			do
				for (var n = !1, r = bf; r !== null;) {
					if (!t) {
						if (e !== 0) {
							var i = r.pendingLanes;
							if (i === 0) var a = 0;
							else {
								var o = r.suspendedLanes, s = r.pingedLanes;
								a = (1 << 31 - nt(42 | e) + 1) - 1, a &= i & ~(o & ~s), a = a & 201326741 ? a & 201326741 | 1 : a ? a | 2 : 0;
							}
							a !== 0 && (n = !0, Mf(r, a));
						} else a = Y, a = ut(r, r === $u ? a : 0, r.cancelPendingCommit !== null || r.timeoutHandle !== -1), !(a & 3) || dt(r, a) || (n = !0, Mf(r, a));
					}
					r = r.next;
				}
			while (n);
			wf = !1;
		}
	}
	function Of() {
		kf();
	}
	function kf() {
		Cf = Sf = !1;
		var e = 0;
		Tf !== 0 && hp() && (e = Tf);
		for (var t = We(), n = null, r = bf; r !== null;) {
			var i = r.next, a = Af(r, t);
			a === 0 ? (r.next = null, n === null ? bf = i : n.next = i, i === null && (xf = n)) : (n = r, (e !== 0 || a & 3) && (Cf = !0)), r = i;
		}
		yd !== 0 && yd !== 5 || Df(e, !1), Tf !== 0 && (Tf = 0);
	}
	function Af(e, t) {
		for (var n = e.suspendedLanes, r = e.pingedLanes, i = e.expirationTimes, a = e.pendingLanes & -62914561; 0 < a;) {
			var o = 31 - nt(a), s = 1 << o, c = i[o];
			c === -1 ? ((s & n) === 0 || (s & r) !== 0) && (i[o] = pt(s, t)) : c <= t && (e.expiredLanes |= s), a &= ~s;
		}
		if (t = $u, n = Y, n = ut(e, e === t ? n : 0, e.cancelPendingCommit !== null || e.timeoutHandle !== -1), r = e.callbackNode, n === 0 || e === t && (X === 2 || X === 9) || e.cancelPendingCommit !== null) return r !== null && r !== null && Ve(r), e.callbackNode = null, e.callbackPriority = 0;
		if (!(n & 3) || dt(e, n)) {
			if (t = n & -n, t === e.callbackPriority) return t;
			switch (r !== null && Ve(r), St(n)) {
				case 2:
				case 8:
					n = qe;
					break;
				case 32:
					n = Je;
					break;
				case 268435456:
					n = Xe;
					break;
				default: n = Je;
			}
			return r = jf.bind(null, e), n = Be(n, r), e.callbackPriority = t, e.callbackNode = n, t;
		}
		return r !== null && r !== null && Ve(r), e.callbackPriority = 2, e.callbackNode = null, 2;
	}
	function jf(e, t) {
		if (yd !== 0 && yd !== 5) return e.callbackNode = null, e.callbackPriority = 0, null;
		var n = e.callbackNode;
		if (df() && e.callbackNode !== n) return null;
		var r = Y;
		return r = ut(e, e === $u ? r : 0, e.cancelPendingCommit !== null || e.timeoutHandle !== -1), r === 0 ? null : (Fd(e, r, t), Af(e, We()), e.callbackNode != null && e.callbackNode === n ? jf.bind(null, e) : null);
	}
	function Mf(e, t) {
		if (df()) return null;
		Fd(e, t, !0);
	}
	function Nf() {
		bp(function() {
			q & 6 ? Be(Ke, Of) : kf();
		});
	}
	function Pf() {
		if (Tf === 0) {
			var e = La;
			e === 0 && (e = ot, ot <<= 1, !(ot & 261888) && (ot = 256)), Tf = e;
		}
		return Tf;
	}
	function Ff(e) {
		return e == null || typeof e == "symbol" || typeof e == "boolean" ? null : typeof e == "function" ? e : vn(e);
	}
	function If(e, t, n, r, i) {
		if (t === "submit" && n && n.stateNode === i) {
			var a = Ff((i[Dt] || null).action), o = r.submitter;
			o && (t = (t = o[Dt] || null) ? Ff(t.formAction) : o.getAttribute("formAction"), t !== null && (a = t, o = null));
			var s = new Bn("action", "action", null, r, i);
			e.push({
				event: s,
				listeners: [{
					instance: null,
					listener: function() {
						if (r.defaultPrevented) {
							if (Tf !== 0) {
								var e = new FormData(i, o);
								$s(n, {
									pending: !0,
									data: e,
									method: i.method,
									action: a
								}, null, e);
							}
						} else typeof a == "function" && (s.preventDefault(), e = new FormData(i, o), $s(n, {
							pending: !0,
							data: e,
							method: i.method,
							action: a
						}, a, e));
					},
					currentTarget: i
				}]
			});
		}
	}
	for (var Lf = 0; Lf < pi.length; Lf++) {
		var Rf = pi[Lf];
		mi(Rf.toLowerCase(), "on" + (Rf[0].toUpperCase() + Rf.slice(1)));
	}
	mi(ai, "onAnimationEnd"), mi(oi, "onAnimationIteration"), mi(si, "onAnimationStart"), mi("dblclick", "onDoubleClick"), mi("focusin", "onFocus"), mi("focusout", "onBlur"), mi(ci, "onTransitionRun"), mi(li, "onTransitionStart"), mi(ui, "onTransitionCancel"), mi(di, "onTransitionEnd"), Gt("onMouseEnter", ["mouseout", "mouseover"]), Gt("onMouseLeave", ["mouseout", "mouseover"]), Gt("onPointerEnter", ["pointerout", "pointerover"]), Gt("onPointerLeave", ["pointerout", "pointerover"]), Wt("onChange", "change click focusin focusout input keydown keyup selectionchange".split(" ")), Wt("onSelect", "focusout contextmenu dragend focusin keydown keyup mousedown mouseup selectionchange".split(" ")), Wt("onBeforeInput", [
		"compositionend",
		"keypress",
		"textInput",
		"paste"
	]), Wt("onCompositionEnd", "compositionend focusout keydown keypress keyup mousedown".split(" ")), Wt("onCompositionStart", "compositionstart focusout keydown keypress keyup mousedown".split(" ")), Wt("onCompositionUpdate", "compositionupdate focusout keydown keypress keyup mousedown".split(" "));
	var zf = "abort canplay canplaythrough durationchange emptied encrypted ended error loadeddata loadedmetadata loadstart pause play playing progress ratechange resize seeked seeking stalled suspend timeupdate volumechange waiting".split(" "), Bf = new Set("beforetoggle cancel close invalid load scroll scrollend toggle".split(" ").concat(zf));
	function Vf(e, t) {
		t = !!(t & 4);
		for (var n = 0; n < e.length; n++) {
			var r = e[n], i = r.event;
			r = r.listeners;
			a: {
				var a = void 0;
				if (t) for (var o = r.length - 1; 0 <= o; o--) {
					var s = r[o], c = s.instance, l = s.currentTarget;
					if (s = s.listener, c !== a && i.isPropagationStopped()) break a;
					a = s, i.currentTarget = l;
					try {
						a(i);
					} catch (e) {
						yi(e);
					}
					i.currentTarget = null, a = c;
				}
				else for (o = 0; o < r.length; o++) {
					if (s = r[o], c = s.instance, l = s.currentTarget, s = s.listener, c !== a && i.isPropagationStopped()) break a;
					a = s, i.currentTarget = l;
					try {
						a(i);
					} catch (e) {
						yi(e);
					}
					i.currentTarget = null, a = c;
				}
			}
		}
	}
	function Q(e, t) {
		var n = t[kt];
		n === void 0 && (n = t[kt] = /* @__PURE__ */ new Set());
		var r = e + "__bubble";
		n.has(r) || (Gf(t, e, 2, !1), n.add(r));
	}
	function Hf(e, t, n) {
		var r = 0;
		t && (r |= 4), Gf(n, e, r, t);
	}
	var Uf = "_reactListening" + Math.random().toString(36).slice(2);
	function Wf(e) {
		if (!e[Uf]) {
			e[Uf] = !0, Ht.forEach(function(t) {
				t !== "selectionchange" && (Bf.has(t) || Hf(t, !1, e), Hf(t, !0, e));
			});
			var t = e.nodeType === 9 ? e : e.ownerDocument;
			t === null || t[Uf] || (t[Uf] = !0, Hf("selectionchange", !1, t));
		}
	}
	function Gf(e, t, n, r) {
		switch (Ch(t)) {
			case 2:
				var i = _h;
				break;
			case 8:
				i = vh;
				break;
			default: i = yh;
		}
		n = i.bind(null, t, n, e), i = void 0, !kn || t !== "touchstart" && t !== "touchmove" && t !== "wheel" || (i = !0), r ? i === void 0 ? e.addEventListener(t, n, !0) : e.addEventListener(t, n, {
			capture: !0,
			passive: i
		}) : i === void 0 ? e.addEventListener(t, n, !1) : e.addEventListener(t, n, { passive: i });
	}
	function Kf(e, t, n, r, i) {
		var a = r;
		if (!(t & 1) && !(t & 2) && r !== null) a: for (;;) {
			if (r === null) return;
			var s = r.tag;
			if (s === 3 || s === 4) {
				var c = r.stateNode.containerInfo;
				if (c === i) break;
				if (s === 4) for (s = r.return; s !== null;) {
					var l = s.tag;
					if ((l === 3 || l === 4) && s.stateNode.containerInfo === i) return;
					s = s.return;
				}
				for (; c !== null;) {
					if (s = It(c), s === null) return;
					if (l = s.tag, l === 5 || l === 6 || l === 26 || l === 27) {
						r = a = s;
						continue a;
					}
					c = c.parentNode;
				}
			}
			r = r.return;
		}
		En(function() {
			var r = a, i = xn(n), s = [];
			a: {
				var c = fi.get(e);
				if (c !== void 0) {
					var l = Bn, u = e;
					switch (e) {
						case "keypress": if (Fn(n) === 0) break a;
						case "keydown":
						case "keyup":
							l = ir;
							break;
						case "focusin":
							u = "focus", l = Yn;
							break;
						case "focusout":
							u = "blur", l = Yn;
							break;
						case "beforeblur":
						case "afterblur":
							l = Yn;
							break;
						case "click": if (n.button === 2) break a;
						case "auxclick":
						case "dblclick":
						case "mousedown":
						case "mousemove":
						case "mouseup":
						case "mouseout":
						case "mouseover":
						case "contextmenu":
							l = qn;
							break;
						case "drag":
						case "dragend":
						case "dragenter":
						case "dragexit":
						case "dragleave":
						case "dragover":
						case "dragstart":
						case "drop":
							l = Jn;
							break;
						case "touchcancel":
						case "touchend":
						case "touchmove":
						case "touchstart":
							l = sr;
							break;
						case ai:
						case oi:
						case si:
							l = Xn;
							break;
						case di:
							l = cr;
							break;
						case "scroll":
						case "scrollend":
							l = Hn;
							break;
						case "wheel":
							l = lr;
							break;
						case "copy":
						case "cut":
						case "paste":
							l = Zn;
							break;
						case "gotpointercapture":
						case "lostpointercapture":
						case "pointercancel":
						case "pointerdown":
						case "pointermove":
						case "pointerout":
						case "pointerover":
						case "pointerup":
							l = ar;
							break;
						case "submit":
							l = or;
							break;
						case "toggle":
						case "beforetoggle": l = ur;
					}
					var d = !!(t & 4), f = !d && (e === "scroll" || e === "scrollend"), p = d ? c === null ? null : c + "Capture" : c;
					d = [];
					for (var m = r, h; m !== null;) {
						var g = m;
						if (h = g.stateNode, g = g.tag, g !== 5 && g !== 26 && g !== 27 || h === null || p === null || (g = Dn(m, p), g != null && d.push(qf(m, g, h))), f) break;
						m = m.return;
					}
					0 < d.length && (c = new l(c, u, null, n, i), s.push({
						event: c,
						listeners: d
					}));
				}
			}
			if (!(t & 7)) {
				a: {
					if (l = e === "mouseover" || e === "pointerover", c = e === "mouseout" || e === "pointerout", l && n !== bn && (u = n.relatedTarget || n.fromElement) && (It(u) || u[Ot])) break a;
					(c || l) && (u = i.window === i ? i : (l = i.ownerDocument) ? l.defaultView || l.parentWindow : window, c ? (l = n.relatedTarget || n.toElement, c = r, l = l ? It(l) : null, l !== null && (f = o(l), d = l.tag, l !== f || d !== 5 && d !== 27 && d !== 6) && (l = null)) : (c = null, l = r), c !== l && (d = qn, g = "onMouseLeave", p = "onMouseEnter", m = "mouse", (e === "pointerout" || e === "pointerover") && (d = ar, g = "onPointerLeave", p = "onPointerEnter", m = "pointer"), f = c == null ? u : Rt(c), h = l == null ? u : Rt(l), u = new d(g, m + "leave", c, n, i), u.target = f, u.relatedTarget = h, g = null, It(i) === r && (d = new d(p, m + "enter", l, n, i), d.target = h, d.relatedTarget = f, g = d), f = g, d = c && l ? E(c, l, Yf) : null, c !== null && Xf(s, u, c, d, !1), l !== null && f !== null && Xf(s, f, l, d, !0)));
				}
				a: {
					if (c = r ? Rt(r) : window, l = c.nodeName && c.nodeName.toLowerCase(), l === "select" || l === "input" && c.type === "file") var _ = Ar;
					else if (wr(c)) {
						if (jr) _ = Rr;
						else {
							_ = Ir;
							var v = Fr;
						}
					} else l = c.nodeName, !l || l.toLowerCase() !== "input" || c.type !== "checkbox" && c.type !== "radio" ? r && hn(r.elementType) && (_ = Ar) : _ = Lr;
					if (_ &&= _(e, r)) {
						Tr(s, _, n, i);
						break a;
					}
					v && v(e, c, r);
				}
				switch (v = r ? Rt(r) : window, e) {
					case "focusin":
						(wr(v) || v.contentEditable === "true") && (Yr = v, Xr = r, Zr = null);
						break;
					case "focusout":
						Zr = Xr = Yr = null;
						break;
					case "mousedown":
						Qr = !0;
						break;
					case "contextmenu":
					case "mouseup":
					case "dragend":
						Qr = !1, $r(s, n, i);
						break;
					case "selectionchange": if (Jr) break;
					case "keydown":
					case "keyup": $r(s, n, i);
				}
				var y;
				if (fr) b: {
					switch (e) {
						case "compositionstart":
							var b = "onCompositionStart";
							break b;
						case "compositionend":
							b = "onCompositionEnd";
							break b;
						case "compositionupdate":
							b = "onCompositionUpdate";
							break b;
					}
					b = void 0;
				}
				else br ? vr(e, n) && (b = "onCompositionEnd") : e === "keydown" && n.keyCode === 229 && (b = "onCompositionStart");
				b && (hr && n.locale !== "ko" && (br || b !== "onCompositionStart" ? b === "onCompositionEnd" && br && (y = Pn()) : (jn = i, Mn = "value" in jn ? jn.value : jn.textContent, br = !0)), v = Jf(r, b), 0 < v.length && (b = new Qn(b, e, null, n, i), s.push({
					event: b,
					listeners: v
				}), y ? b.data = y : (y = yr(n), y !== null && (b.data = y)))), (y = mr ? xr(e, n) : Sr(e, n)) && (b = Jf(r, "onBeforeInput"), 0 < b.length && (v = new Qn("onBeforeInput", "beforeinput", null, n, i), s.push({
					event: v,
					listeners: b
				}), v.data = y)), If(s, e, r, n, i);
			}
			Vf(s, t);
		});
	}
	function qf(e, t, n) {
		return {
			instance: e,
			listener: t,
			currentTarget: n
		};
	}
	function Jf(e, t) {
		for (var n = t + "Capture", r = []; e !== null;) {
			var i = e, a = i.stateNode;
			if (i = i.tag, i !== 5 && i !== 26 && i !== 27 || a === null || (i = Dn(e, n), i != null && r.unshift(qf(e, i, a)), i = Dn(e, t), i != null && r.push(qf(e, i, a))), e.tag === 3) return r;
			e = e.return;
		}
		return [];
	}
	function Yf(e) {
		if (e === null) return null;
		do
			e = e.return;
		while (e && e.tag !== 5 && e.tag !== 27);
		return e || null;
	}
	function Xf(e, t, n, r, i) {
		for (var a = t._reactName, o = []; n !== null && n !== r;) {
			var s = n, c = s.alternate, l = s.stateNode;
			if (s = s.tag, c !== null && c === r) break;
			s !== 5 && s !== 26 && s !== 27 || l === null || (c = l, i ? (l = Dn(n, a), l != null && o.unshift(qf(n, l, c))) : i || (l = Dn(n, a), l != null && o.push(qf(n, l, c)))), n = n.return;
		}
		o.length !== 0 && e.push({
			event: t,
			listeners: o
		});
	}
	var Zf = /\r\n?/g, Qf = /\u0000|\uFFFD/g;
	function $f(e) {
		return (typeof e == "string" ? e : "" + e).replace(Zf, "\n").replace(Qf, "");
	}
	function ep(e, t) {
		return t = $f(t), $f(e) === t;
	}
	function $(e, t, n, r, a, o) {
		switch (n) {
			case "children":
				if (typeof r == "string") t === "body" || t === "textarea" && r === "" || dn(e, r);
				else if (typeof r == "number" || typeof r == "bigint") t !== "body" && dn(e, "" + r);
				else return;
				break;
			case "className":
				Zt(e, "class", r);
				break;
			case "tabIndex":
				Zt(e, "tabindex", r);
				break;
			case "dir":
			case "role":
			case "viewBox":
			case "width":
			case "height":
				Zt(e, n, r);
				break;
			case "style":
				mn(e, r, o);
				return;
			case "data": if (t !== "object") {
				Zt(e, "data", r);
				break;
			}
			case "src":
			case "href":
				if (r === "" && (t !== "a" || n !== "href") || r == null || typeof r == "function" || typeof r == "symbol" || typeof r == "boolean") {
					e.removeAttribute(n);
					break;
				}
				r = vn(r), e.setAttribute(n, r);
				break;
			case "action":
			case "formAction":
				if (typeof r == "function") {
					e.setAttribute(n, "javascript:throw new Error('A React form was unexpectedly submitted. If you called form.submit() manually, consider using form.requestSubmit() instead. If you\\'re trying to use event.stopPropagation() in a submit event handler, consider also calling event.preventDefault().')");
					break;
				}
				if (typeof o == "function" && (n === "formAction" ? (t !== "input" && $(e, t, "name", a.name, a, null), $(e, t, "formEncType", a.formEncType, a, null), $(e, t, "formMethod", a.formMethod, a, null), $(e, t, "formTarget", a.formTarget, a, null)) : ($(e, t, "encType", a.encType, a, null), $(e, t, "method", a.method, a, null), $(e, t, "target", a.target, a, null))), r == null || typeof r == "symbol" || typeof r == "boolean") {
					e.removeAttribute(n);
					break;
				}
				r = vn(r), e.setAttribute(n, r);
				break;
			case "onClick":
				r != null && (e.onclick = yn);
				return;
			case "onScroll":
				r != null && Q("scroll", e);
				return;
			case "onScrollEnd":
				r != null && Q("scrollend", e);
				return;
			case "dangerouslySetInnerHTML":
				if (r != null) {
					if (typeof r != "object" || !("__html" in r)) throw Error(i(61));
					if (n = r.__html, n != null) {
						if (a.children != null) throw Error(i(60));
						o?.__html !== n && (e.innerHTML = n);
					}
				}
				break;
			case "multiple":
				e.multiple = r && typeof r != "function" && typeof r != "symbol";
				break;
			case "muted":
				e.muted = r && typeof r != "function" && typeof r != "symbol";
				break;
			case "suppressContentEditableWarning":
			case "suppressHydrationWarning":
			case "defaultValue":
			case "defaultChecked":
			case "innerHTML":
			case "ref": break;
			case "autoFocus": break;
			case "xlinkHref":
				if (r == null || typeof r == "function" || typeof r == "boolean" || typeof r == "symbol") {
					e.removeAttribute("xlink:href");
					break;
				}
				n = vn(r), e.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", n);
				break;
			case "contentEditable":
			case "spellCheck":
			case "draggable":
			case "value":
			case "autoReverse":
			case "externalResourcesRequired":
			case "focusable":
			case "preserveAlpha":
				r != null && typeof r != "function" && typeof r != "symbol" ? e.setAttribute(n, r) : e.removeAttribute(n);
				break;
			case "inert":
			case "allowFullScreen":
			case "async":
			case "autoPlay":
			case "controls":
			case "credentialless":
			case "default":
			case "defer":
			case "disabled":
			case "disablePictureInPicture":
			case "disableRemotePlayback":
			case "formNoValidate":
			case "hidden":
			case "loop":
			case "noModule":
			case "noValidate":
			case "open":
			case "playsInline":
			case "readOnly":
			case "required":
			case "reversed":
			case "scoped":
			case "seamless":
			case "itemScope":
				r && typeof r != "function" && typeof r != "symbol" ? e.setAttribute(n, "") : e.removeAttribute(n);
				break;
			case "capture":
			case "download":
				!0 === r ? e.setAttribute(n, "") : !1 !== r && r != null && typeof r != "function" && typeof r != "symbol" ? e.setAttribute(n, r) : e.removeAttribute(n);
				break;
			case "cols":
			case "rows":
			case "size":
			case "span":
				r != null && typeof r != "function" && typeof r != "symbol" && !isNaN(r) && 1 <= r ? e.setAttribute(n, r) : e.removeAttribute(n);
				break;
			case "rowSpan":
			case "start":
				r == null || typeof r == "function" || typeof r == "symbol" || isNaN(r) ? e.removeAttribute(n) : e.setAttribute(n, r);
				break;
			case "popover":
				Q("beforetoggle", e), Q("toggle", e), Xt(e, "popover", r);
				break;
			case "xlinkActuate":
				Qt(e, "http://www.w3.org/1999/xlink", "xlink:actuate", r);
				break;
			case "xlinkArcrole":
				Qt(e, "http://www.w3.org/1999/xlink", "xlink:arcrole", r);
				break;
			case "xlinkRole":
				Qt(e, "http://www.w3.org/1999/xlink", "xlink:role", r);
				break;
			case "xlinkShow":
				Qt(e, "http://www.w3.org/1999/xlink", "xlink:show", r);
				break;
			case "xlinkTitle":
				Qt(e, "http://www.w3.org/1999/xlink", "xlink:title", r);
				break;
			case "xlinkType":
				Qt(e, "http://www.w3.org/1999/xlink", "xlink:type", r);
				break;
			case "xmlBase":
				Qt(e, "http://www.w3.org/XML/1998/namespace", "xml:base", r);
				break;
			case "xmlLang":
				Qt(e, "http://www.w3.org/XML/1998/namespace", "xml:lang", r);
				break;
			case "xmlSpace":
				Qt(e, "http://www.w3.org/XML/1998/namespace", "xml:space", r);
				break;
			case "is":
				Xt(e, "is", r);
				break;
			case "innerText":
			case "textContent": return;
			default: if (!(2 < n.length) || n[0] !== "o" && n[0] !== "O" || n[1] !== "n" && n[1] !== "N") n = gn.get(n) || n, Xt(e, n, r);
			else return;
		}
		I = !0;
	}
	function tp(e, t, n, r, a, o) {
		switch (n) {
			case "style":
				mn(e, r, o);
				return;
			case "dangerouslySetInnerHTML":
				if (r != null) {
					if (typeof r != "object" || !("__html" in r)) throw Error(i(61));
					if (n = r.__html, n != null) {
						if (a.children != null) throw Error(i(60));
						o?.__html !== n && (e.innerHTML = n);
					}
				}
				break;
			case "children":
				if (typeof r == "string") dn(e, r);
				else if (typeof r == "number" || typeof r == "bigint") dn(e, "" + r);
				else return;
				break;
			case "onScroll":
				r != null && Q("scroll", e);
				return;
			case "onScrollEnd":
				r != null && Q("scrollend", e);
				return;
			case "onClick":
				r != null && (e.onclick = yn);
				return;
			case "suppressContentEditableWarning":
			case "suppressHydrationWarning":
			case "innerHTML":
			case "ref": return;
			case "innerText":
			case "textContent": return;
			default:
				if (!Ut.hasOwnProperty(n)) a: {
					if (n[0] === "o" && n[1] === "n" && (a = n.endsWith("Capture"), o = n.slice(2, a ? n.length - 7 : void 0), t = e[Dt] || null, t = t == null ? null : t[n], typeof t == "function" && e.removeEventListener(o, t, a), typeof r == "function")) {
						typeof t != "function" && t !== null && (n in e ? e[n] = null : e.hasAttribute(n) && e.removeAttribute(n)), e.addEventListener(o, r, a);
						break a;
					}
					I = !0, n in e ? e[n] = r : !0 === r ? e.setAttribute(n, "") : Xt(e, n, r);
				}
				return;
		}
		I = !0;
	}
	function np(e, t, n) {
		switch (t) {
			case "div":
			case "span":
			case "svg":
			case "path":
			case "a":
			case "g":
			case "p":
			case "li": break;
			case "img":
				Q("error", e), Q("load", e);
				var r = !1, a = !1, o;
				for (o in n) if (n.hasOwnProperty(o)) {
					var s = n[o];
					if (s != null) switch (o) {
						case "src":
							r = !0;
							break;
						case "srcSet":
							a = !0;
							break;
						case "children":
						case "dangerouslySetInnerHTML": throw Error(i(137, t));
						default: $(e, t, o, s, n, null);
					}
				}
				a && $(e, t, "srcSet", n.srcSet, n, null), r && $(e, t, "src", n.src, n, null);
				return;
			case "input":
				Q("invalid", e);
				var c = o = s = a = null, l = null, u = null;
				for (r in n) if (n.hasOwnProperty(r)) {
					var d = n[r];
					if (d != null) switch (r) {
						case "name":
							a = d;
							break;
						case "type":
							s = d;
							break;
						case "checked":
							l = d;
							break;
						case "defaultChecked":
							u = d;
							break;
						case "value":
							o = d;
							break;
						case "defaultValue":
							c = d;
							break;
						case "children":
						case "dangerouslySetInnerHTML":
							if (d != null) throw Error(i(137, t));
							break;
						default: $(e, t, r, d, n, null);
					}
				}
				sn(e, o, c, l, u, s, a, !1);
				return;
			case "select":
				for (a in Q("invalid", e), r = s = o = null, n) if (n.hasOwnProperty(a) && (c = n[a], c != null)) switch (a) {
					case "value":
						o = c;
						break;
					case "defaultValue":
						s = c;
						break;
					case "multiple": r = c;
					default: $(e, t, a, c, n, null);
				}
				t = o, n = s, e.multiple = !!r, t == null ? n != null && ln(e, !!r, n, !0) : ln(e, !!r, t, !1);
				return;
			case "textarea":
				for (s in Q("invalid", e), o = a = r = null, n) if (n.hasOwnProperty(s) && (c = n[s], c != null)) switch (s) {
					case "value":
						r = c;
						break;
					case "defaultValue":
						a = c;
						break;
					case "children":
						o = c;
						break;
					case "dangerouslySetInnerHTML":
						if (c != null) throw Error(i(91));
						break;
					default: $(e, t, s, c, n, null);
				}
				R(e, r, a, o);
				return;
			case "option":
				for (l in n) if (n.hasOwnProperty(l) && (r = n[l], r != null)) switch (l) {
					case "selected":
						e.selected = r && typeof r != "function" && typeof r != "symbol";
						break;
					default: $(e, t, l, r, n, null);
				}
				return;
			case "dialog":
				Q("beforetoggle", e), Q("toggle", e), Q("cancel", e), Q("close", e);
				break;
			case "iframe":
			case "object":
				Q("load", e);
				break;
			case "video":
			case "audio":
				for (r = 0; r < zf.length; r++) Q(zf[r], e);
				break;
			case "image":
				Q("error", e), Q("load", e);
				break;
			case "details":
				Q("toggle", e);
				break;
			case "embed":
			case "source":
			case "link": Q("error", e), Q("load", e);
			case "area":
			case "base":
			case "br":
			case "col":
			case "hr":
			case "keygen":
			case "meta":
			case "param":
			case "track":
			case "wbr":
			case "menuitem":
				for (u in n) if (n.hasOwnProperty(u) && (r = n[u], r != null)) switch (u) {
					case "children":
					case "dangerouslySetInnerHTML": throw Error(i(137, t));
					default: $(e, t, u, r, n, null);
				}
				return;
			default: if (hn(t)) {
				for (d in n) n.hasOwnProperty(d) && (r = n[d], r !== void 0 && tp(e, t, d, r, n, void 0));
				return;
			}
		}
		for (c in n) n.hasOwnProperty(c) && (r = n[c], r != null && $(e, t, c, r, n, null));
	}
	var rp = {};
	function ip(e, t, n, r) {
		switch (t) {
			case "div":
			case "span":
			case "svg":
			case "path":
			case "a":
			case "g":
			case "p":
			case "li": break;
			case "input":
				var a = null, o = null, s = null, c = null, l = null, u = null, d = null;
				for (m in n) {
					var f = n[m];
					if (n.hasOwnProperty(m) && f != null) switch (m) {
						case "checked": break;
						case "value": break;
						case "defaultValue": l = f;
						default: r.hasOwnProperty(m) || $(e, t, m, null, r, f);
					}
				}
				for (var p in r) {
					var m = r[p];
					if (f = n[p], r.hasOwnProperty(p) && (m != null || f != null)) switch (p) {
						case "type":
							m !== f && (I = !0), o = m;
							break;
						case "name":
							m !== f && (I = !0), a = m;
							break;
						case "checked":
							m !== f && (I = !0), u = m;
							break;
						case "defaultChecked":
							m !== f && (I = !0), d = m;
							break;
						case "value":
							m !== f && (I = !0), s = m;
							break;
						case "defaultValue":
							m !== f && (I = !0), c = m;
							break;
						case "children":
						case "dangerouslySetInnerHTML":
							if (m != null) throw Error(i(137, t));
							break;
						default: m !== f && $(e, t, p, m, r, f);
					}
				}
				on(e, s, c, l, u, d, o, a);
				return;
			case "select":
				for (o in m = s = c = p = null, n) if (l = n[o], n.hasOwnProperty(o) && l != null) switch (o) {
					case "value": break;
					case "multiple": m = l;
					default: r.hasOwnProperty(o) || $(e, t, o, null, r, l);
				}
				for (a in r) if (o = r[a], l = n[a], r.hasOwnProperty(a) && (o != null || l != null)) switch (a) {
					case "value":
						o !== l && (I = !0), p = o;
						break;
					case "defaultValue":
						o !== l && (I = !0), c = o;
						break;
					case "multiple": o !== l && (I = !0), s = o;
					default: o !== l && $(e, t, a, o, r, l);
				}
				t = c, n = s, r = m, p == null ? !!r != !!n && (t == null ? ln(e, !!n, n ? [] : "", !1) : ln(e, !!n, t, !0)) : ln(e, !!n, p, !1);
				return;
			case "textarea":
				for (c in m = p = null, n) if (a = n[c], n.hasOwnProperty(c) && a != null && !r.hasOwnProperty(c)) switch (c) {
					case "value": break;
					case "children": break;
					default: $(e, t, c, null, r, a);
				}
				for (s in r) if (a = r[s], o = n[s], r.hasOwnProperty(s) && (a != null || o != null)) switch (s) {
					case "value":
						a !== o && (I = !0), p = a;
						break;
					case "defaultValue":
						a !== o && (I = !0), m = a;
						break;
					case "children": break;
					case "dangerouslySetInnerHTML":
						if (a != null) throw Error(i(91));
						break;
					default: a !== o && $(e, t, s, a, r, o);
				}
				un(e, p, m);
				return;
			case "option":
				for (var h in n) if (p = n[h], n.hasOwnProperty(h) && p != null && !r.hasOwnProperty(h)) switch (h) {
					case "selected":
						e.selected = !1;
						break;
					default: $(e, t, h, null, r, p);
				}
				for (l in r) if (p = r[l], m = n[l], r.hasOwnProperty(l) && p !== m && (p != null || m != null)) switch (l) {
					case "selected":
						p !== m && (I = !0), e.selected = p && typeof p != "function" && typeof p != "symbol";
						break;
					default: $(e, t, l, p, r, m);
				}
				return;
			case "img":
			case "link":
			case "area":
			case "base":
			case "br":
			case "col":
			case "embed":
			case "hr":
			case "keygen":
			case "meta":
			case "param":
			case "source":
			case "track":
			case "wbr":
			case "menuitem":
				for (var g in n) p = n[g], n.hasOwnProperty(g) && p != null && !r.hasOwnProperty(g) && $(e, t, g, null, r, p);
				for (u in r) if (p = r[u], m = n[u], r.hasOwnProperty(u) && p !== m && (p != null || m != null)) switch (u) {
					case "children":
					case "dangerouslySetInnerHTML":
						if (p != null) throw Error(i(137, t));
						break;
					default: $(e, t, u, p, r, m);
				}
				return;
			default: if (hn(t)) {
				for (var _ in n) p = n[_], n.hasOwnProperty(_) && p !== void 0 && !r.hasOwnProperty(_) && tp(e, t, _, void 0, r, p);
				for (d in r) p = r[d], m = n[d], !r.hasOwnProperty(d) || p === m || p === void 0 && m === void 0 || tp(e, t, d, p, r, m);
				return;
			}
		}
		for (var v in n) p = n[v], n.hasOwnProperty(v) && p != null && !r.hasOwnProperty(v) && $(e, t, v, null, r, p);
		for (f in r) p = r[f], m = n[f], !r.hasOwnProperty(f) || p === m || p == null && m == null || $(e, t, f, p, r, m);
	}
	function ap(e) {
		switch (e) {
			case "css":
			case "script":
			case "font":
			case "img":
			case "image":
			case "input":
			case "link": return !0;
			default: return !1;
		}
	}
	function op() {
		if (typeof performance.getEntriesByType == "function") {
			for (var e = 0, t = 0, n = performance.getEntriesByType("resource"), r = 0; r < n.length; r++) {
				var i = n[r], a = i.transferSize, o = i.initiatorType, s = i.duration;
				if (a && s && ap(o)) {
					for (o = 0, s = i.responseEnd, r += 1; r < n.length; r++) {
						var c = n[r], l = c.startTime;
						if (l > s) break;
						var u = c.transferSize, d = c.initiatorType;
						u && ap(d) && (c = c.responseEnd, o += u * (c < s ? 1 : (s - l) / (c - l)));
					}
					if (--r, t += 8 * (a + o) / (i.duration / 1e3), e++, 10 < e) break;
				}
			}
			if (0 < e) return t / e / 1e6;
		}
		return navigator.connection && (e = navigator.connection.downlink, typeof e == "number") ? e : 5;
	}
	var sp = null, cp = null;
	function lp(e) {
		return e.nodeType === 9 ? e : e.ownerDocument;
	}
	function up(e) {
		switch (e) {
			case "http://www.w3.org/2000/svg": return 1;
			case "http://www.w3.org/1998/Math/MathML": return 2;
			default: return 0;
		}
	}
	function dp(e, t) {
		if (e === 0) switch (t) {
			case "svg": return 1;
			case "math": return 2;
			default: return 0;
		}
		return e === 1 && t === "foreignObject" ? 0 : e;
	}
	function fp(e, t, n, r) {
		return n = lp(n).createElement(e), n[Et] = r, n[Dt] = t, np(n, e, t), Bt(n), n;
	}
	function pp(e, t) {
		return e === "textarea" || e === "noscript" || typeof t.children == "string" || typeof t.children == "number" || typeof t.children == "bigint" || typeof t.dangerouslySetInnerHTML == "object" && t.dangerouslySetInnerHTML !== null && t.dangerouslySetInnerHTML.__html != null;
	}
	var mp = null;
	function hp() {
		var e = window.event;
		return e && e.type === "popstate" ? e !== mp && (mp = e, !0) : (mp = null, !1);
	}
	var gp = typeof setTimeout == "function" ? setTimeout : void 0, _p = typeof clearTimeout == "function" ? clearTimeout : void 0, vp = typeof Promise == "function" ? Promise : void 0, yp = typeof requestAnimationFrame == "function" ? requestAnimationFrame : gp, bp = typeof queueMicrotask == "function" ? queueMicrotask : vp === void 0 ? gp : function(e) {
		return vp.resolve(null).then(e).catch(xp);
	};
	function xp(e) {
		setTimeout(function() {
			throw e;
		});
	}
	function Sp(e) {
		return e === "head";
	}
	function Cp(e, t) {
		var n = t, r = 0;
		do {
			var i = n.nextSibling;
			if (e.removeChild(n), i && i.nodeType === 8) {
				if (n = i.data, n === "/$" || n === "/&") {
					if (r === 0) {
						e.removeChild(i), Hh(t);
						return;
					}
					r--;
				} else if (n === "$" || n === "$?" || n === "$~" || n === "$!" || n === "&") r++;
				else if (n === "html") _m(e.ownerDocument.documentElement);
				else if (n === "head") {
					n = e.ownerDocument.head, _m(n);
					for (var a = n.firstChild; a;) {
						var o = a.nextSibling, s = a.nodeName;
						a[Nt] || s === "SCRIPT" || s === "STYLE" || s === "LINK" && a.rel.toLowerCase() === "stylesheet" || n.removeChild(a), a = o;
					}
				} else n === "body" && _m(e.ownerDocument.body);
			}
			n = i;
		} while (n);
		Hh(t);
	}
	function wp(e, t) {
		var n = e;
		e = 0;
		do {
			var r = n.nextSibling;
			if (n.nodeType === 1 ? t ? (n._stashedDisplay = n.style.display, n.style.display = "none") : (n.style.display = n._stashedDisplay || "", n.getAttribute("style") === "" && n.removeAttribute("style")) : n.nodeType === 3 && (t ? (n._stashedText = n.nodeValue, n.nodeValue = "") : n.nodeValue = n._stashedText || ""), r && r.nodeType === 8) {
				if (n = r.data, n === "/$") {
					if (e === 0) break;
					e--;
				} else n !== "$" && n !== "$?" && n !== "$~" && n !== "$!" || e++;
			}
			n = r;
		} while (n);
	}
	function Tp(e, t, n) {
		if (t = CSS.escape(t) === t ? t : "r-" + btoa(t).replace(/=/g, ""), e.style.viewTransitionName = t, n != null && (e.style.viewTransitionClass = n), n = getComputedStyle(e), n.display === "inline") {
			if (t = e.getClientRects(), t.length === 1) var r = 1;
			else for (var i = r = 0; i < t.length; i++) {
				var a = t[i];
				0 < a.width && 0 < a.height && r++;
			}
			r === 1 && (e = e.style, e.display = t.length === 1 ? "inline-block" : "block", e.marginTop = "-" + n.paddingTop, e.marginBottom = "-" + n.paddingBottom);
		}
	}
	function Ep(e, t) {
		e = e.style, t = t.style;
		var n = t == null ? null : t.hasOwnProperty("viewTransitionName") ? t.viewTransitionName : t.hasOwnProperty("view-transition-name") ? t["view-transition-name"] : null;
		e.viewTransitionName = n == null || typeof n == "boolean" ? "" : ("" + n).trim(), n = t == null ? null : t.hasOwnProperty("viewTransitionClass") ? t.viewTransitionClass : t.hasOwnProperty("view-transition-class") ? t["view-transition-class"] : null, e.viewTransitionClass = n == null || typeof n == "boolean" ? "" : ("" + n).trim(), e.display === "inline-block" && (t == null ? e.display = e.margin = "" : (n = t.display, e.display = n == null || typeof n == "boolean" ? "" : n, n = t.margin, n == null ? (n = t.hasOwnProperty("marginTop") ? t.marginTop : t["margin-top"], e.marginTop = n == null || typeof n == "boolean" ? "" : n, t = t.hasOwnProperty("marginBottom") ? t.marginBottom : t["margin-bottom"], e.marginBottom = t == null || typeof t == "boolean" ? "" : t) : e.margin = n));
	}
	function Dp(e, t, n) {
		return n = n.ownerDocument.defaultView, {
			rect: e,
			abs: t.position === "absolute" || t.position === "fixed",
			clip: t.clipPath !== "none" || t.overflow !== "visible" || t.filter !== "none" || t.mask !== "none" || t.mask !== "none" || t.borderRadius !== "0px",
			view: 0 <= e.bottom && 0 <= e.right && e.top <= n.innerHeight && e.left <= n.innerWidth
		};
	}
	function Op(e) {
		return Dp(e.getBoundingClientRect(), getComputedStyle(e), e);
	}
	function kp(e) {
		var t = e.getBoundingClientRect();
		t = new DOMRect(t.x + 2e4, t.y + 2e4, t.width, t.height);
		var n = getComputedStyle(e);
		return Dp(t, n, e);
	}
	function Ap(e) {
		return e.documentElement.clientHeight;
	}
	function jp(e) {
		this.addEventListener("load", e), this.addEventListener("error", e);
	}
	function Mp(e, t, n, r, i, a, o, s, c) {
		var l = t.nodeType === 9 ? t : t.ownerDocument;
		try {
			var u = l.startViewTransition({
				update: function() {
					var t = l.defaultView, n = t.navigation && t.navigation.transition, o = l.fonts.status;
					r();
					var s = [];
					if (o === "loaded" && (Ap(l), l.fonts.status === "loading" && s.push(l.fonts.ready)), o = s.length, e !== null) for (var c = e.suspenseyImages, u = 0, d = 0; d < c.length; d++) {
						var f = c[d];
						if (!f.complete) {
							var p = f.getBoundingClientRect();
							if (0 < p.bottom && 0 < p.right && p.top < t.innerHeight && p.left < t.innerWidth) {
								if (u += Xm(f), u > $m) {
									s.length = o;
									break;
								}
								f = new Promise(jp.bind(f)), s.push(f);
							}
						}
					}
					if (0 < s.length) return t = Promise.race([Promise.all(s), new Promise(function(e) {
						return setTimeout(e, 500);
					})]).then(i, i), (n ? Promise.allSettled([n.finished, t]) : t).then(a, a);
					if (i(), n) return n.finished.then(a, a);
					a();
				},
				types: n
			});
			l.__reactViewTransition = u;
			var d = [];
			return u.ready.then(function() {
				for (var e = l.documentElement.getAnimations({ subtree: !0 }), t = 0; t < e.length; t++) {
					var n = e[t], r = n.effect, i = r.pseudoElement;
					if (i != null && i.startsWith("::view-transition")) {
						d.push(n), n = r.getKeyframes();
						for (var a = i = void 0, s = !0, c = 0; c < n.length; c++) {
							var u = n[c], f = u.width;
							if (i === void 0) i = f;
							else if (i !== f) {
								s = !1;
								break;
							}
							if (f = u.height, a === void 0) a = f;
							else if (a !== f) {
								s = !1;
								break;
							}
							delete u.width, delete u.height, u.transform === "none" && delete u.transform;
						}
						s && i !== void 0 && a !== void 0 && (r.setKeyframes(n), s = getComputedStyle(r.target, r.pseudoElement), s.width !== i || s.height !== a) && (s = n[0], s.width = i, s.height = a, s = n[n.length - 1], s.width = i, s.height = a, r.setKeyframes(n));
					}
				}
				o();
			}, function(e) {
				l.__reactViewTransition === u && (l.__reactViewTransition = null);
				try {
					if (typeof e == "object" && e) switch (e.name) {
						case "InvalidStateError": (e.message === "View transition was skipped because document visibility state is hidden." || e.message === "Skipping view transition because document visibility state has become hidden." || e.message === "Skipping view transition because viewport size changed." || e.message === "Transition was aborted because of invalid state") && (e = null);
					}
					e !== null && c(e);
				} finally {
					r(), i(), o();
				}
			}), u.finished.finally(function() {
				for (var e = 0; e < d.length; e++) d[e].cancel();
				l.__reactViewTransition === u && (l.__reactViewTransition = null), s();
			}), u;
		} catch {
			return r(), i(), o(), null;
		}
	}
	function Np(e, t) {
		this._scope = document.documentElement, this._selector = "::view-transition-" + e + "(" + t + ")";
	}
	Np.prototype.animate = function(e, t) {
		return t = typeof t == "number" ? { duration: t } : D({}, t), t.pseudoElement = this._selector, this._scope.animate(e, t);
	}, Np.prototype.getAnimations = function() {
		for (var e = this._scope, t = this._selector, n = e.getAnimations({ subtree: !0 }), r = [], i = 0; i < n.length; i++) {
			var a = n[i].effect;
			a !== null && a.target === e && a.pseudoElement === t && r.push(n[i]);
		}
		return r;
	}, Np.prototype.getComputedStyle = function() {
		return getComputedStyle(this._scope, this._selector);
	};
	function Pp(e) {
		return {
			name: e,
			group: new Np("group", e),
			imagePair: new Np("image-pair", e),
			old: new Np("old", e),
			new: new Np("new", e)
		};
	}
	function Fp(e) {
		this._fragmentFiber = e, this._observers = this._eventListeners = null;
	}
	Fp.prototype.addEventListener = function(e, t, n) {
		var r = null, i = null;
		if (!(n != null && typeof n != "boolean" && (r = n.signal || null, r !== null && r.aborted))) {
			this._eventListeners === null && (this._eventListeners = []);
			var a = this._eventListeners;
			if (Bp(a, e, t, n) === -1) {
				var o = this, s = t;
				n != null && typeof n != "boolean" && !0 === n.once && (s = function(r) {
					o.removeEventListener(e, t, n), typeof t == "function" ? t.call(this, r) : t.handleEvent(r);
				}), r !== null && (i = o.removeEventListener.bind(o, e, t, n), r.addEventListener("abort", i, { once: !0 }), i = r.removeEventListener.bind(r, "abort", i)), r = Rp(n), a.push({
					type: e,
					listener: t,
					optionsOrUseCapture: n,
					attachedListener: s,
					cleanup: i
				}), h(this._fragmentFiber.child, !1, Ip, e, s, r);
			}
			this._eventListeners = a;
		}
	};
	function Ip(e, t, n, r) {
		return b(e).addEventListener(t, n, r), !1;
	}
	Fp.prototype.removeEventListener = function(e, t, n) {
		var r = this._eventListeners;
		if (r !== null && (t = Bp(r, e, t, n), t !== -1)) {
			var i = r[t];
			n = i.attachedListener;
			var a = i.cleanup;
			i = Rp(i.optionsOrUseCapture), h(this._fragmentFiber.child, !1, Lp, e, n, i), r.splice(t, 1), a !== null && a();
		}
	};
	function Lp(e, t, n, r) {
		return b(e).removeEventListener(t, n, r), !1;
	}
	function Rp(e) {
		return e != null && typeof e != "boolean" && (!0 === e.once || e.signal instanceof AbortSignal) ? {
			capture: e.capture,
			passive: e.passive
		} : e;
	}
	function zp(e) {
		return e == null ? "c=0" : typeof e == "boolean" ? "c=" + (e ? "1" : "0") : "c=" + (e.capture ? "1" : "0");
	}
	function Bp(e, t, n, r) {
		if (e.length === 0) return -1;
		r = zp(r);
		for (var i = 0; i < e.length; i++) {
			var a = e[i];
			if (a.type === t && a.listener === n && zp(a.optionsOrUseCapture) === r) return i;
		}
		return -1;
	}
	Fp.prototype.dispatchEvent = function(e) {
		var t = g(this._fragmentFiber);
		if (t === null) return !0;
		t = b(t);
		var n = this._eventListeners;
		if (n !== null && 0 < n.length || !e.bubbles) {
			var r = t.nodeType === 9 ? t.createComment("") : document.createTextNode("");
			if (n) for (var i = 0; i < n.length; i++) {
				var a = n[i];
				r.addEventListener(a.type, a.attachedListener, Rp(a.optionsOrUseCapture));
			}
			if (t.appendChild(r), e = r.dispatchEvent(e), n) for (i = 0; i < n.length; i++) a = n[i], r.removeEventListener(a.type, a.attachedListener, Rp(a.optionsOrUseCapture));
			return t.removeChild(r), e;
		}
		return t.dispatchEvent(e);
	}, Fp.prototype.focus = function(e) {
		h(this._fragmentFiber.child, !0, Vp, e, void 0, void 0);
	};
	function Vp(e, t) {
		return e.tag !== 6 && (e = b(e), pm(e, t));
	}
	Fp.prototype.focusLast = function(e) {
		var t = [];
		h(this._fragmentFiber.child, !0, Hp, t, void 0, void 0);
		for (var n = t.length - 1; 0 <= n && !Vp(t[n], e); n--);
	};
	function Hp(e, t) {
		return t.push(e), !1;
	}
	Fp.prototype.blur = function() {
		var e = g(this._fragmentFiber);
		e !== null && (e = b(e), e = lp(e).activeElement, e !== null && h(this._fragmentFiber.child, !1, Up, e, void 0, void 0));
	};
	function Up(e, t) {
		return e.tag !== 6 && (e = b(e), e === t || e.contains(t) ? (t.blur(), !0) : !1);
	}
	Fp.prototype.observeUsing = function(e) {
		this._observers === null && (this._observers = /* @__PURE__ */ new Set()), this._observers.add(e), h(this._fragmentFiber.child, !1, Wp, e, void 0, void 0);
	};
	function Wp(e, t) {
		return e.tag === 6 || (e = b(e), t.observe(e)), !1;
	}
	Fp.prototype.unobserveUsing = function(e) {
		var t = this._observers;
		if (t !== null && t.has(e)) {
			t.delete(e), h(this._fragmentFiber.child, !1, Gp, e, void 0, void 0);
			for (var n = t = 0; n < Kp.length; n++) {
				var r = Kp[n];
				r.fragmentInstance === this && r.observer === e ? e.unobserve(r.instance) : Kp[t++] = r;
			}
			Kp.length = t;
		}
	};
	function Gp(e, t) {
		return e.tag === 6 || (e = b(e), t.unobserve(e)), !1;
	}
	var Kp = [], qp = !1;
	function Jp(e, t, n) {
		Kp.push({
			fragmentInstance: e,
			observer: t,
			instance: n
		}), qp || (qp = !0, mm(function() {
			qp = !1;
			var e = Kp;
			Kp = [];
			for (var t = 0; t < e.length; t++) {
				var n = e[t];
				n.observer.unobserve(n.instance);
			}
		}));
	}
	Fp.prototype.getClientRects = function() {
		var e = [];
		return h(this._fragmentFiber.child, !1, Yp, e, void 0, void 0), e;
	};
	function Yp(e, t) {
		if (e.tag === 6) {
			e = e.stateNode;
			var n = e.ownerDocument.createRange();
			n.selectNodeContents(e), t.push.apply(t, n.getClientRects());
		} else e = b(e), t.push.apply(t, e.getClientRects());
		return !1;
	}
	Fp.prototype.getRootNode = function(e) {
		var t = g(this._fragmentFiber);
		return t === null ? this : b(t).getRootNode(e);
	}, Fp.prototype.compareDocumentPosition = function(e) {
		var t = g(this._fragmentFiber);
		if (t === null) return Node.DOCUMENT_POSITION_DISCONNECTED;
		var n = [];
		h(this._fragmentFiber.child, !1, Hp, n, void 0, void 0);
		var r = b(t);
		if (n.length === 0) {
			if (n = r, _(this._fragmentFiber)) {
				a: {
					for (t = this._fragmentFiber.return; t !== null;) {
						if (t.tag === 4) {
							t = t.stateNode.containerInfo;
							break a;
						}
						if (t.tag === 3 || t.tag === 5 || t.tag === 27) break;
						t = t.return;
					}
					t = null;
				}
				t != null && (n = t);
			}
			t = this._fragmentFiber;
			var i = r = n.compareDocumentPosition(e);
			return n === e ? i = Node.DOCUMENT_POSITION_CONTAINS : r & Node.DOCUMENT_POSITION_CONTAINED_BY && (n = v(t)[1], n === null ? i = Node.DOCUMENT_POSITION_PRECEDING : (e = b(n).compareDocumentPosition(e), i = e === 0 || e & Node.DOCUMENT_POSITION_FOLLOWING ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING)), i |= Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC;
		}
		t = b(n[0]), i = b(n[n.length - 1]);
		var a = _(this._fragmentFiber) ? t.parentElement : r;
		if (a == null) return Node.DOCUMENT_POSITION_DISCONNECTED;
		r = a.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_CONTAINED_BY, a = a.compareDocumentPosition(i) & Node.DOCUMENT_POSITION_CONTAINED_BY;
		var o = t.compareDocumentPosition(e), s = i.compareDocumentPosition(e), c = o & Node.DOCUMENT_POSITION_CONTAINED_BY || s & Node.DOCUMENT_POSITION_CONTAINED_BY;
		return s = r && a && o & Node.DOCUMENT_POSITION_FOLLOWING && s & Node.DOCUMENT_POSITION_PRECEDING, t = r && t === e || a && i === e || c || s ? Node.DOCUMENT_POSITION_CONTAINED_BY : !r && t === e || !a && i === e ? Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC : o, t & Node.DOCUMENT_POSITION_DISCONNECTED || t & Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC || Xp(t, this._fragmentFiber, n[0], n[n.length - 1], e) ? t : Node.DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC;
	};
	function Xp(e, t, n, r, i) {
		var a = It(i);
		if (e & Node.DOCUMENT_POSITION_CONTAINED_BY) {
			if (n = !!a) a: {
				for (; a !== null;) {
					if (a.tag === 7 && (a === t || a.alternate === t)) {
						n = !0;
						break a;
					}
					a = a.return;
				}
				n = !1;
			}
			return n;
		}
		if (e & Node.DOCUMENT_POSITION_CONTAINS) {
			if (a === null) return a = i.ownerDocument, i === a || i === a.documentElement || i === a.body;
			a: {
				for (a = t, t = g(t); a !== null;) {
					if (!(a.tag !== 5 && a.tag !== 3 && a.tag !== 27 || a !== t && a.alternate !== t)) {
						a = !0;
						break a;
					}
					a = a.return;
				}
				a = !1;
			}
			return a;
		}
		return e & Node.DOCUMENT_POSITION_PRECEDING ? ((t = !!a) && !(t = a === n) && (t = E(n, a, T), t === null ? t = !1 : (h(t, !0, C, a, n), a = x, x = null, t = a !== null)), t) : e & Node.DOCUMENT_POSITION_FOLLOWING ? ((t = !!a) && !(t = a === r) && (t = E(r, a, T), t === null ? t = !1 : (h(t, !0, w, a, r), a = x, S = x = null, t = a !== null)), t) : !1;
	}
	function Zp(e, t) {
		var n = e.ownerDocument.createRange();
		n.selectNodeContents(e), e = n.getBoundingClientRect(), window.scrollTo(window.scrollX + e.left, t ? window.scrollY + e.top : window.scrollY + e.bottom - window.innerHeight);
	}
	Fp.prototype.scrollIntoView = function(e) {
		if (typeof e == "object") throw Error(i(566));
		var t = [];
		h(this._fragmentFiber.child, !1, Hp, t, void 0, void 0);
		var n = !1 !== e;
		if (t.length === 0) {
			var r = v(this._fragmentFiber);
			if (r = n ? r[1] || r[0] || g(this._fragmentFiber) : r[0] || r[1], r === null) return;
			if (r.tag === 6) {
				e = b(r), Zp(e, n);
				return;
			}
			if (r = b(r), r.nodeType !== 9) {
				if (r.nodeType === 11) {
					n = "host" in r ? r.host : null, n !== null && n.scrollIntoView(e);
					return;
				}
				r.scrollIntoView(e);
			}
		}
		for (r = n ? t.length - 1 : 0; r !== (n ? -1 : t.length);) {
			var a = t[r];
			a.tag === 6 ? (a = b(a), Zp(a, n)) : b(a).scrollIntoView(e), r += n ? -1 : 1;
		}
	};
	function Qp(e, t) {
		return e = b(e), $p(e, t), !1;
	}
	function $p(e, t) {
		e.reactFragments ??= /* @__PURE__ */ new Set(), e.reactFragments.add(t);
	}
	function em(e, t) {
		var n = t._eventListeners;
		if (n !== null) for (var r = 0; r < n.length; r++) {
			var i = n[r];
			e.addEventListener(i.type, i.attachedListener, Rp(i.optionsOrUseCapture));
		}
		e.nodeType !== 3 && (n = t._observers, n !== null && n.forEach(function(n) {
			for (var r = 0, i = 0; i < Kp.length; i++) {
				var a = Kp[i];
				(a.fragmentInstance !== t || a.observer !== n || a.instance !== e) && (Kp[r++] = a);
			}
			Kp.length = r, n.observe(e);
		}), $p(e, t));
	}
	function tm(e, t) {
		var n = t._eventListeners;
		if (n !== null) for (var r = 0; r < n.length; r++) {
			var i = n[r];
			e.removeEventListener(i.type, i.attachedListener, Rp(i.optionsOrUseCapture));
		}
		e.nodeType !== 3 && (n = t._observers, n !== null && n.forEach(function(n) {
			typeof n.rootMargin == "string" ? Jp(t, n, e) : n.unobserve(e);
		}), e.reactFragments != null && e.reactFragments.delete(t));
	}
	function nm(e) {
		var t = e.firstChild;
		for (t && t.nodeType === 10 && (t = t.nextSibling); t;) {
			var n = t;
			switch (t = t.nextSibling, n.nodeName) {
				case "HTML":
				case "HEAD":
				case "BODY":
					nm(n), Ft(n);
					continue;
				case "SCRIPT":
				case "STYLE": continue;
				case "LINK": if (n.rel.toLowerCase() === "stylesheet") continue;
			}
			e.removeChild(n);
		}
	}
	function rm(e, t, n, r) {
		for (; e.nodeType === 1;) {
			var i = n;
			if (e.nodeName.toLowerCase() !== t.toLowerCase()) {
				if (!r && (e.nodeName !== "INPUT" || e.type !== "hidden")) break;
			} else if (!r) {
				if (t === "input" && e.type === "hidden") {
					var a = i.name == null ? null : "" + i.name;
					if (i.type === "hidden" && e.getAttribute("name") === a) return e;
				} else return e;
			} else if (!e[Nt]) switch (t) {
				case "meta":
					if (!e.hasAttribute("itemprop")) break;
					return e;
				case "link":
					if (a = e.getAttribute("rel"), a === "stylesheet" && e.hasAttribute("data-precedence") || a !== i.rel || e.getAttribute("href") !== (i.href == null || i.href === "" ? null : i.href) || e.getAttribute("crossorigin") !== (i.crossOrigin == null ? null : i.crossOrigin) || e.getAttribute("title") !== (i.title == null ? null : i.title)) break;
					return e;
				case "style":
					if (e.hasAttribute("data-precedence")) break;
					return e;
				case "script":
					if (a = e.getAttribute("src"), (a !== (i.src == null ? null : i.src) || e.getAttribute("type") !== (i.type == null ? null : i.type) || e.getAttribute("crossorigin") !== (i.crossOrigin == null ? null : i.crossOrigin)) && a && e.hasAttribute("async") && !e.hasAttribute("itemprop")) break;
					return e;
				default: return e;
			}
			if (e = lm(e.nextSibling), e === null) break;
		}
		return null;
	}
	function im(e, t, n) {
		if (t === "") return null;
		for (; e.nodeType !== 3;) if ((e.nodeType !== 1 || e.nodeName !== "INPUT" || e.type !== "hidden") && !n || (e = lm(e.nextSibling), e === null)) return null;
		return e;
	}
	function am(e, t) {
		for (; e.nodeType !== 8;) if ((e.nodeType !== 1 || e.nodeName !== "INPUT" || e.type !== "hidden") && !t || (e = lm(e.nextSibling), e === null)) return null;
		return e;
	}
	function om(e) {
		return e.data === "$?" || e.data === "$~";
	}
	function sm(e) {
		return e.data === "$!" || e.data === "$?" && e.ownerDocument.readyState !== "loading";
	}
	function cm(e, t) {
		var n = e.ownerDocument;
		if (e.data === "$~") e._reactRetry = t;
		else if (e.data !== "$?" || n.readyState !== "loading") t();
		else {
			var r = function() {
				t(), n.removeEventListener("DOMContentLoaded", r);
			};
			n.addEventListener("DOMContentLoaded", r), e._reactRetry = r;
		}
	}
	function lm(e) {
		for (; e != null; e = e.nextSibling) {
			var t = e.nodeType;
			if (t === 1 || t === 3) break;
			if (t === 8) {
				if (t = e.data, t === "$" || t === "$!" || t === "$?" || t === "$~" || t === "&" || t === "F!" || t === "F") break;
				if (t === "/$" || t === "/&") return null;
			}
		}
		return e;
	}
	var um = null;
	function dm(e) {
		e = e.nextSibling;
		for (var t = 0; e;) {
			if (e.nodeType === 8) {
				var n = e.data;
				if (n === "/$" || n === "/&") {
					if (t === 0) return lm(e.nextSibling);
					t--;
				} else n !== "$" && n !== "$!" && n !== "$?" && n !== "$~" && n !== "&" || t++;
			}
			e = e.nextSibling;
		}
		return null;
	}
	function fm(e) {
		e = e.previousSibling;
		for (var t = 0; e;) {
			if (e.nodeType === 8) {
				var n = e.data;
				if (n === "$" || n === "$!" || n === "$?" || n === "$~" || n === "&") {
					if (t === 0) return e;
					t--;
				} else n !== "/$" && n !== "/&" || t++;
			}
			e = e.previousSibling;
		}
		return null;
	}
	function pm(e, t) {
		function n() {
			r = !0;
		}
		if (e.ownerDocument.activeElement === e) return !0;
		var r = !1;
		try {
			e.ownerDocument.addEventListener("focus", n, !0), (e.focus || HTMLElement.prototype.focus).call(e, t);
		} finally {
			e.ownerDocument.removeEventListener("focus", n, !0);
		}
		return r;
	}
	function mm(e) {
		yp(function() {
			yp(function(t) {
				return e(t);
			});
		});
	}
	function hm(e, t, n) {
		switch (t = lp(n), e) {
			case "html":
				if (e = t.documentElement, !e) throw Error(i(452));
				return e;
			case "head":
				if (e = t.head, !e) throw Error(i(453));
				return e;
			case "body":
				if (e = t.body, !e) throw Error(i(454));
				return e;
			default: throw Error(i(451));
		}
	}
	function gm(e, t, n) {
		for (var r in n) {
			var i = n[r];
			n.hasOwnProperty(r) && i != null && $(e, t, r, null, rp, i);
		}
		n.dangerouslySetInnerHTML != null && (e.textContent = ""), e.onclick === yn && (e.onclick = null), Ft(e);
	}
	function _m(e) {
		for (var t = e.attributes; t.length;) e.removeAttributeNode(t[0]);
		Ft(e);
	}
	var vm = /* @__PURE__ */ new Map(), ym = /* @__PURE__ */ new Set();
	function bm(e) {
		if (typeof e.getRootNode == "function") {
			var t = e.getRootNode();
			if (t.nodeType === 9 || t.nodeType === 11) return t;
		}
		return e.nodeType === 9 ? e : e.ownerDocument;
	}
	var xm = N.d;
	N.d = {
		f: Sm,
		r: Cm,
		D: Em,
		C: Dm,
		L: Om,
		m: km,
		X: jm,
		S: Am,
		M: Mm
	};
	function Sm() {
		var e = xm.f(), t = zd();
		return e || t;
	}
	function Cm(e) {
		var t = Lt(e);
		t !== null && t.tag === 5 && t.type === "form" ? tc(t) : xm.r(e);
	}
	var wm = typeof document > "u" ? null : document;
	function Tm(e, t, n) {
		var r = wm;
		if (r && typeof t == "string" && t) {
			var i = an(t);
			i = "link[rel=\"" + e + "\"][href=\"" + i + "\"]", typeof n == "string" && (i += "[crossorigin=\"" + n + "\"]"), ym.has(i) || (ym.add(i), e = {
				rel: e,
				crossOrigin: n,
				href: t
			}, r.querySelector(i) === null && (t = r.createElement("link"), np(t, "link", e), Bt(t), r.head.appendChild(t)));
		}
	}
	function Em(e) {
		xm.D(e), Tm("dns-prefetch", e, null);
	}
	function Dm(e, t) {
		xm.C(e, t), Tm("preconnect", e, t);
	}
	function Om(e, t, n) {
		xm.L(e, t, n);
		var r = wm;
		if (r && e && t) {
			var i = "link[rel=\"preload\"][as=\"" + an(t) + "\"]";
			t === "image" && n && n.imageSrcSet ? (i += "[imagesrcset=\"" + an(n.imageSrcSet) + "\"]", typeof n.imageSizes == "string" && (i += "[imagesizes=\"" + an(n.imageSizes) + "\"]")) : i += "[href=\"" + an(e) + "\"]";
			var a = i;
			switch (t) {
				case "style":
					a = Pm(e);
					break;
				case "script": a = Rm(e);
			}
			if (!(vm.has(a) || (e = D({
				rel: "preload",
				href: t === "image" && n && n.imageSrcSet ? void 0 : e,
				as: t
			}, n), vm.set(a, e), r.querySelector(i) !== null || t === "style" && r.querySelector(Fm(a)) || t === "script" && r.querySelector(zm(a))))) {
				var o = r.createElement("link");
				np(o, "link", e), t === "style" && (o[Pt] = !0, o.onload = o.onerror = function() {
					Vt(o);
				}), Bt(o), r.head.appendChild(o);
			}
		}
	}
	function km(e, t) {
		xm.m(e, t);
		var n = wm;
		if (n && e) {
			var r = t && typeof t.as == "string" ? t.as : "script", i = "link[rel=\"modulepreload\"][as=\"" + an(r) + "\"][href=\"" + an(e) + "\"]", a = i;
			switch (r) {
				case "audioworklet":
				case "paintworklet":
				case "serviceworker":
				case "sharedworker":
				case "worker":
				case "script": a = Rm(e);
			}
			if (!vm.has(a) && (e = D({
				rel: "modulepreload",
				href: e
			}, t), vm.set(a, e), n.querySelector(i) === null)) {
				switch (r) {
					case "audioworklet":
					case "paintworklet":
					case "serviceworker":
					case "sharedworker":
					case "worker":
					case "script": if (n.querySelector(zm(a))) return;
				}
				r = n.createElement("link"), np(r, "link", e), Bt(r), n.head.appendChild(r);
			}
		}
	}
	function Am(e, t, n) {
		xm.S(e, t, n);
		var r = wm;
		if (r && e) {
			var i = zt(r).hoistableStyles, a = Pm(e);
			t ||= "default";
			var o = i.get(a);
			if (!o) {
				var s = {
					loading: 0,
					preload: null
				};
				if (o = r.querySelector(Fm(a))) s.loading = 5;
				else {
					e = D({
						rel: "stylesheet",
						href: e,
						"data-precedence": t
					}, n), (n = vm.get(a)) && Hm(e, n);
					var c = o = r.createElement("link");
					Bt(c), np(c, "link", e), c._p = new Promise(function(e, t) {
						c.onload = e, c.onerror = t;
					}), c.addEventListener("load", function() {
						s.loading |= 1;
					}), c.addEventListener("error", function() {
						s.loading |= 2;
					}), s.loading |= 4, Vm(o, t, r);
				}
				o = {
					type: "stylesheet",
					instance: o,
					count: 1,
					state: s
				}, i.set(a, o);
			}
		}
	}
	function jm(e, t) {
		xm.X(e, t);
		var n = wm;
		if (n && e) {
			var r = zt(n).hoistableScripts, i = Rm(e), a = r.get(i);
			a || (a = n.querySelector(zm(i)), a || (e = D({
				src: e,
				async: !0
			}, t), (t = vm.get(i)) && Um(e, t), a = n.createElement("script"), Bt(a), np(a, "link", e), n.head.appendChild(a)), a = {
				type: "script",
				instance: a,
				count: 1,
				state: null
			}, r.set(i, a));
		}
	}
	function Mm(e, t) {
		xm.M(e, t);
		var n = wm;
		if (n && e) {
			var r = zt(n).hoistableScripts, i = Rm(e), a = r.get(i);
			a || (a = n.querySelector(zm(i)), a || (e = D({
				src: e,
				async: !0,
				type: "module"
			}, t), (t = vm.get(i)) && Um(e, t), a = n.createElement("script"), Bt(a), np(a, "link", e), n.head.appendChild(a)), a = {
				type: "script",
				instance: a,
				count: 1,
				state: null
			}, r.set(i, a));
		}
	}
	function Nm(e, t, n, r) {
		var a = (a = Ee.current) ? bm(a) : null;
		if (!a) throw Error(i(446));
		switch (e) {
			case "meta":
			case "title": return null;
			case "style": return typeof n.precedence == "string" && typeof n.href == "string" ? (n = Pm(n.href), t = zt(a).hoistableStyles, r = t.get(n), r || (r = {
				type: "style",
				instance: null,
				count: 0,
				state: null
			}, t.set(n, r)), r) : {
				type: "void",
				instance: null,
				count: 0,
				state: null
			};
			case "link":
				if (n.rel === "stylesheet" && typeof n.href == "string" && typeof n.precedence == "string") {
					e = Pm(n.href);
					var o = zt(a).hoistableStyles, s = o.get(e);
					if (s || (a = a.ownerDocument || a, s = {
						type: "stylesheet",
						instance: null,
						count: 0,
						state: {
							loading: 0,
							preload: null
						}
					}, o.set(e, s), (o = a.querySelector(Fm(e))) ? o._p || (s.instance = o, s.state.loading = 5) : (o = vm.get(e), o || (o = {
						rel: "preload",
						as: "style",
						href: n.href,
						crossOrigin: n.crossOrigin,
						integrity: n.integrity,
						media: n.media,
						hrefLang: n.hrefLang,
						referrerPolicy: n.referrerPolicy
					}, vm.set(e, o)), Lm(a, e, o, s.state))), t && r === null) throw Error(i(528, ""));
					return s;
				}
				if (t && r !== null) throw Error(i(529, ""));
				return null;
			case "script": return t = n.async, n = n.src, typeof n == "string" && t && typeof t != "function" && typeof t != "symbol" ? (n = Rm(n), t = zt(a).hoistableScripts, r = t.get(n), r || (r = {
				type: "script",
				instance: null,
				count: 0,
				state: null
			}, t.set(n, r)), r) : {
				type: "void",
				instance: null,
				count: 0,
				state: null
			};
			default: throw Error(i(444, e));
		}
	}
	function Pm(e) {
		return "href=\"" + an(e) + "\"";
	}
	function Fm(e) {
		return "link[rel=\"stylesheet\"][" + e + "]";
	}
	function Im(e) {
		return D({}, e, {
			"data-precedence": e.precedence,
			precedence: null
		});
	}
	function Lm(e, t, n, r) {
		if (t = e.querySelector("link[rel=\"preload\"][as=\"style\"][" + t + "]")) {
			if (!0 !== t[Pt]) {
				r.loading = 1;
				return;
			}
		} else t = e.createElement("link"), t[Pt] = !0, t.onload = t.onerror = Vt.bind(null, t), np(t, "link", n), Bt(t), e.head.appendChild(t);
		r.preload = t, t.addEventListener("load", function() {
			return r.loading |= 1;
		}), t.addEventListener("error", function() {
			return r.loading |= 2;
		});
	}
	function Rm(e) {
		return "[src=\"" + an(e) + "\"]";
	}
	function zm(e) {
		return "script[async]" + e;
	}
	function Bm(e, t, n) {
		if (t.count++, t.instance === null) switch (t.type) {
			case "style":
				var r = e.querySelector("style[data-href~=\"" + an(n.href) + "\"]");
				if (r) return t.instance = r, Bt(r), r;
				var a = D({}, n, {
					"data-href": n.href,
					"data-precedence": n.precedence,
					href: null,
					precedence: null
				});
				return r = (e.ownerDocument || e).createElement("style"), Bt(r), np(r, "style", a), Vm(r, n.precedence, e), t.instance = r;
			case "stylesheet":
				a = Pm(n.href);
				var o = e.querySelector(Fm(a));
				if (o) return t.state.loading |= 4, t.instance = o, Bt(o), o;
				r = Im(n), (a = vm.get(a)) && Hm(r, a), o = (e.ownerDocument || e).createElement("link"), Bt(o);
				var s = o;
				return s._p = new Promise(function(e, t) {
					s.onload = e, s.onerror = t;
				}), np(o, "link", r), t.state.loading |= 4, Vm(o, n.precedence, e), t.instance = o;
			case "script": return o = Rm(n.src), (a = e.querySelector(zm(o))) ? (t.instance = a, Bt(a), a) : (r = n, (a = vm.get(o)) && (r = D({}, n), Um(r, a)), e = e.ownerDocument || e, a = e.createElement("script"), Bt(a), np(a, "link", r), e.head.appendChild(a), t.instance = a);
			case "void": return null;
			default: throw Error(i(443, t.type));
		}
		else t.type === "stylesheet" && !(t.state.loading & 4) && (r = t.instance, t.state.loading |= 4, Vm(r, n.precedence, e));
		return t.instance;
	}
	function Vm(e, t, n) {
		for (var r = n.querySelectorAll("link[rel=\"stylesheet\"][data-precedence],style[data-precedence]"), i = r.length ? r[r.length - 1] : null, a = i, o = 0; o < r.length; o++) {
			var s = r[o];
			if (s.dataset.precedence === t) a = s;
			else if (a !== i) break;
		}
		a ? a.parentNode.insertBefore(e, a.nextSibling) : (t = n.nodeType === 9 ? n.head : n, t.insertBefore(e, t.firstChild));
	}
	function Hm(e, t) {
		e.crossOrigin ??= t.crossOrigin, e.referrerPolicy ??= t.referrerPolicy, e.title ??= t.title;
	}
	function Um(e, t) {
		e.crossOrigin ??= t.crossOrigin, e.referrerPolicy ??= t.referrerPolicy, e.integrity ??= t.integrity;
	}
	var Wm = null;
	function Gm(e, t, n) {
		if (Wm === null) {
			var r = /* @__PURE__ */ new Map(), i = Wm = /* @__PURE__ */ new Map();
			i.set(n, r);
		} else i = Wm, r = i.get(n), r || (r = /* @__PURE__ */ new Map(), i.set(n, r));
		if (r.has(e)) return r;
		for (r.set(e, null), n = n.getElementsByTagName(e), i = 0; i < n.length; i++) {
			var a = n[i];
			if (!(a[Nt] || a[Et] || e === "link" && a.getAttribute("rel") === "stylesheet") && a.namespaceURI !== "http://www.w3.org/2000/svg") {
				var o = a.getAttribute(t) || "";
				o = e + o;
				var s = r.get(o);
				s ? s.push(a) : r.set(o, [a]);
			}
		}
		return r;
	}
	function Km(e, t, n) {
		e = e.ownerDocument || e, e.head.insertBefore(n, t === "title" ? e.querySelector("head > title") : null);
	}
	function qm(e, t, n) {
		if (n === 1 || t.itemProp != null) return !1;
		switch (e) {
			case "meta":
			case "title": return !0;
			case "style":
				if (typeof t.precedence != "string" || typeof t.href != "string" || t.href === "") break;
				return !0;
			case "link":
				if (typeof t.rel != "string" || typeof t.href != "string" || t.href === "" || t.onLoad || t.onError) break;
				switch (t.rel) {
					case "stylesheet": return e = t.disabled, typeof t.precedence == "string" && e == null;
					default: return !0;
				}
			case "script": if (t.async && typeof t.async != "function" && typeof t.async != "symbol" && !t.onLoad && !t.onError && t.src && typeof t.src == "string") return !0;
		}
		return !1;
	}
	function Jm(e, t) {
		return e === "img" && t.src != null && t.src !== "" && t.onLoad == null && t.loading !== "lazy";
	}
	function Ym(e) {
		return !(e.type === "stylesheet" && !(e.state.loading & 3));
	}
	function Xm(e) {
		return (e.width || 100) * (e.height || 100) * (typeof devicePixelRatio == "number" ? devicePixelRatio : 1) * .25;
	}
	function Zm(e, t) {
		typeof t.decode == "function" && (e.imgCount++, t.complete || (e.imgBytes += Xm(t), e.suspenseyImages.push(t)), e = rh.bind(e), t.decode().then(e, e));
	}
	function Qm(e, t, n, r) {
		if (n.type === "stylesheet" && (typeof r.media != "string" || !1 !== matchMedia(r.media).matches) && !(n.state.loading & 4)) {
			if (n.instance === null) {
				var i = Pm(r.href), a = t.querySelector(Fm(i));
				if (a) {
					t = a._p, typeof t == "object" && t && typeof t.then == "function" && (e.count++, e = nh.bind(e), t.then(e, e)), n.state.loading |= 4, n.instance = a, Bt(a);
					return;
				}
				a = t.ownerDocument || t, r = Im(r), (i = vm.get(i)) && Hm(r, i), a = a.createElement("link"), Bt(a);
				var o = a;
				o._p = new Promise(function(e, t) {
					o.onload = e, o.onerror = t;
				}), np(a, "link", r), n.instance = a;
			}
			e.stylesheets === null && (e.stylesheets = /* @__PURE__ */ new Map()), e.stylesheets.set(n, t), (t = n.state.preload) && !(n.state.loading & 3) && (e.count++, n = nh.bind(e), t.addEventListener("load", n), t.addEventListener("error", n));
		}
	}
	var $m = 0;
	function eh(e, t) {
		return e.stylesheets && e.count === 0 && ah(e, e.stylesheets), 0 < e.count || 0 < e.imgCount ? function(n) {
			var r = setTimeout(function() {
				if (e.stylesheets && ah(e, e.stylesheets), e.unsuspend) {
					var t = e.unsuspend;
					e.unsuspend = null, t();
				}
			}, 6e4 + t);
			0 < e.imgBytes && $m === 0 && ($m = 62500 * op());
			var i = setTimeout(function() {
				if (e.waitingForImages = !1, e.count === 0 && (e.stylesheets && ah(e, e.stylesheets), e.unsuspend)) {
					var t = e.unsuspend;
					e.unsuspend = null, t();
				}
			}, (e.imgBytes > $m ? 50 : 800) + t);
			return e.unsuspend = n, function() {
				e.unsuspend = null, clearTimeout(r), clearTimeout(i);
			};
		} : null;
	}
	function th(e) {
		if (e.count === 0 && (e.imgCount === 0 || !e.waitingForImages)) {
			if (e.stylesheets) ah(e, e.stylesheets);
			else if (e.unsuspend) {
				var t = e.unsuspend;
				e.unsuspend = null, t();
			}
		}
	}
	function nh() {
		this.count--, th(this);
	}
	function rh() {
		this.imgCount--, th(this);
	}
	var ih = null;
	function ah(e, t) {
		e.stylesheets = null, e.unsuspend !== null && (e.count++, ih = /* @__PURE__ */ new Map(), t.forEach(oh, e), ih = null, nh.call(e));
	}
	function oh(e, t) {
		if (!(t.state.loading & 4)) {
			var n = ih.get(e);
			if (n) var r = n.get(null);
			else {
				n = /* @__PURE__ */ new Map(), ih.set(e, n);
				for (var i = e.querySelectorAll("link[data-precedence],style[data-precedence]"), a = 0; a < i.length; a++) {
					var o = i[a];
					(o.nodeName === "LINK" || o.getAttribute("media") !== "not all") && (n.set(o.dataset.precedence, o), r = o);
				}
				r && n.set(null, r);
			}
			i = t.instance, o = i.getAttribute("data-precedence"), a = n.get(o) || r, a === r && n.set(null, i), n.set(o, i), this.count++, r = nh.bind(this), i.addEventListener("load", r), i.addEventListener("error", r), a ? a.parentNode.insertBefore(i, a.nextSibling) : (e = e.nodeType === 9 ? e.head : e, e.insertBefore(i, e.firstChild)), t.state.loading |= 4;
		}
	}
	var sh = {
		$$typeof: oe,
		Provider: null,
		Consumer: null,
		_currentValue: ye,
		_currentValue2: ye,
		_threadCount: 0
	};
	function ch(e, t, n, r, i, a, o, s, c) {
		this.tag = 1, this.containerInfo = e, this.pingCache = this.current = this.pendingChildren = null, this.timeoutHandle = -1, this.callbackNode = this.next = this.pendingContext = this.context = this.cancelPendingCommit = null, this.callbackPriority = 0, this.expirationTimes = ht(-1), this.entangledLanes = this.shellSuspendCounter = this.errorRecoveryDisabledLanes = this.expiredLanes = this.warmLanes = this.pingedLanes = this.suspendedLanes = this.pendingLanes = 0, this.entanglements = ht(0), this.hiddenUpdates = ht(null), this.identifierPrefix = r, this.onUncaughtError = i, this.onCaughtError = a, this.onRecoverableError = o, this.pooledCache = null, this.pooledCacheLanes = 0, this.formState = c, this.transitionTypes = null, this.incompleteTransitions = /* @__PURE__ */ new Map();
	}
	function lh(e, t, n, r, i, a, o, s, c, l, u, d) {
		return e = new ch(e, t, n, o, c, l, u, d, s), t = 1, !0 === a && (t |= 24), a = ji(3, null, null, t), e.current = a, a.stateNode = e, t = Aa(), t.refCount++, e.pooledCache = t, t.refCount++, a.memoizedState = {
			element: r,
			isDehydrated: n,
			cache: t
		}, po(a), e;
	}
	function uh(e) {
		return e ? (e = ki, e) : ki;
	}
	function dh(e, t, n, r, i, a) {
		i = uh(i), r.context === null ? r.context = i : r.pendingContext = i, r = ho(t), r.payload = { element: n }, a = a === void 0 ? null : a, a !== null && (r.callback = a), n = go(e, r, t), n !== null && (Pd(n, e, t), _o(n, e, t));
	}
	function fh(e, t) {
		if (e = e.memoizedState, e !== null && e.dehydrated !== null) {
			var n = e.retryLane;
			e.retryLane = n !== 0 && n < t ? n : t;
		}
	}
	function ph(e, t) {
		fh(e, t), (e = e.alternate) && fh(e, t);
	}
	function mh(e) {
		if (e.tag === 13 || e.tag === 31) {
			var t = Ei(e, 67108864);
			t !== null && Pd(t, e, 67108864), ph(e, 67108864);
		}
	}
	function hh(e) {
		if (e.tag === 13 || e.tag === 31) {
			var t = jd();
			t = xt(t);
			var n = Ei(e, t);
			n !== null && Pd(n, e, t), ph(e, t);
		}
	}
	var gh = !0;
	function _h(e, t, n, r) {
		var i = M.T;
		M.T = null;
		var a = N.p;
		try {
			N.p = 2, yh(e, t, n, r);
		} finally {
			N.p = a, M.T = i;
		}
	}
	function vh(e, t, n, r) {
		var i = M.T;
		M.T = null;
		var a = N.p;
		try {
			N.p = 8, yh(e, t, n, r);
		} finally {
			N.p = a, M.T = i;
		}
	}
	function yh(e, t, n, r) {
		if (gh) {
			var i = bh(r);
			if (i === null) Kf(e, t, r, xh, n), Mh(e, r);
			else if (Ph(i, e, t, n, r)) r.stopPropagation();
			else if (Mh(e, r), t & 4 && -1 < jh.indexOf(e)) {
				for (; i !== null;) {
					var a = Lt(i);
					if (a !== null) switch (a.tag) {
						case 3:
							if (a = a.stateNode, a.current.memoizedState.isDehydrated) {
								var o = lt(a.pendingLanes);
								if (o !== 0) {
									var s = a;
									for (s.pendingLanes |= 2, s.entangledLanes |= 2; o;) {
										var c = 1 << 31 - nt(o);
										s.entanglements[1] |= c, o &= ~c;
									}
									Ef(a), !(q & 6) && (gd = We() + 500, Df(0, !1));
								}
							}
							break;
						case 31:
						case 13: s = Ei(a, 2), s !== null && Pd(s, a, 2), zd(), ph(a, 2);
					}
					if (a = bh(r), a === null && Kf(e, t, r, xh, n), a === i) break;
					i = a;
				}
				i !== null && r.stopPropagation();
			} else Kf(e, t, r, null, n);
		}
	}
	function bh(e) {
		return e = xn(e), Sh(e);
	}
	var xh = null;
	function Sh(e) {
		if (xh = null, e = It(e), e !== null) {
			var t = o(e);
			if (t === null) e = null;
			else {
				var n = t.tag;
				if (n === 13) {
					if (e = s(t), e !== null) return e;
					e = null;
				} else if (n === 31) {
					if (e = c(t), e !== null) return e;
					e = null;
				} else if (n === 3) {
					if (t.stateNode.current.memoizedState.isDehydrated) return t.tag === 3 ? t.stateNode.containerInfo : null;
					e = null;
				} else t !== e && (e = null);
			}
		}
		return xh = e, null;
	}
	function Ch(e) {
		switch (e) {
			case "beforetoggle":
			case "cancel":
			case "click":
			case "close":
			case "contextmenu":
			case "copy":
			case "cut":
			case "auxclick":
			case "dblclick":
			case "dragend":
			case "dragstart":
			case "drop":
			case "focusin":
			case "focusout":
			case "input":
			case "invalid":
			case "keydown":
			case "keypress":
			case "keyup":
			case "mousedown":
			case "mouseup":
			case "paste":
			case "pause":
			case "play":
			case "pointercancel":
			case "pointerdown":
			case "pointerup":
			case "ratechange":
			case "reset":
			case "seeked":
			case "submit":
			case "toggle":
			case "touchcancel":
			case "touchend":
			case "touchstart":
			case "volumechange":
			case "change":
			case "selectionchange":
			case "textInput":
			case "compositionstart":
			case "compositionend":
			case "compositionupdate":
			case "beforeblur":
			case "afterblur":
			case "beforeinput":
			case "blur":
			case "fullscreenchange":
			case "fullscreenerror":
			case "focus":
			case "hashchange":
			case "popstate":
			case "select":
			case "selectstart": return 2;
			case "drag":
			case "dragenter":
			case "dragexit":
			case "dragleave":
			case "dragover":
			case "mousemove":
			case "mouseout":
			case "mouseover":
			case "pointermove":
			case "pointerout":
			case "pointerover":
			case "resize":
			case "scroll":
			case "touchmove":
			case "wheel":
			case "mouseenter":
			case "mouseleave":
			case "pointerenter":
			case "pointerleave": return 8;
			case "message": switch (Ge()) {
				case Ke: return 2;
				case qe: return 8;
				case Je:
				case Ye: return 32;
				case Xe: return 268435456;
				default: return 32;
			}
			default: return 32;
		}
	}
	var wh = !1, Th = null, Eh = null, Dh = null, Oh = /* @__PURE__ */ new Map(), kh = /* @__PURE__ */ new Map(), Ah = [], jh = "mousedown mouseup touchcancel touchend touchstart auxclick dblclick pointercancel pointerdown pointerup dragend dragstart drop compositionend compositionstart keydown keypress keyup input textInput copy cut paste click change contextmenu reset".split(" ");
	function Mh(e, t) {
		switch (e) {
			case "focusin":
			case "focusout":
				Th = null;
				break;
			case "dragenter":
			case "dragleave":
				Eh = null;
				break;
			case "mouseover":
			case "mouseout":
				Dh = null;
				break;
			case "pointerover":
			case "pointerout":
				Oh.delete(t.pointerId);
				break;
			case "gotpointercapture":
			case "lostpointercapture": kh.delete(t.pointerId);
		}
	}
	function Nh(e, t, n, r, i, a) {
		return e === null || e.nativeEvent !== a ? (e = {
			blockedOn: t,
			domEventName: n,
			eventSystemFlags: r,
			nativeEvent: a,
			targetContainers: [i]
		}, t !== null && (t = Lt(t), t !== null && mh(t)), e) : (e.eventSystemFlags |= r, t = e.targetContainers, i !== null && t.indexOf(i) === -1 && t.push(i), e);
	}
	function Ph(e, t, n, r, i) {
		switch (t) {
			case "focusin": return Th = Nh(Th, e, t, n, r, i), !0;
			case "dragenter": return Eh = Nh(Eh, e, t, n, r, i), !0;
			case "mouseover": return Dh = Nh(Dh, e, t, n, r, i), !0;
			case "pointerover":
				var a = i.pointerId;
				return Oh.set(a, Nh(Oh.get(a) || null, e, t, n, r, i)), !0;
			case "gotpointercapture": return a = i.pointerId, kh.set(a, Nh(kh.get(a) || null, e, t, n, r, i)), !0;
		}
		return !1;
	}
	function Fh(e) {
		var t = It(e.target);
		if (t !== null) {
			var n = o(t);
			if (n !== null) {
				if (t = n.tag, t === 13) {
					if (t = s(n), t !== null) {
						e.blockedOn = t, wt(e.priority, function() {
							hh(n);
						});
						return;
					}
				} else if (t === 31) {
					if (t = c(n), t !== null) {
						e.blockedOn = t, wt(e.priority, function() {
							hh(n);
						});
						return;
					}
				} else if (t === 3 && n.stateNode.current.memoizedState.isDehydrated) {
					e.blockedOn = n.tag === 3 ? n.stateNode.containerInfo : null;
					return;
				}
			}
		}
		e.blockedOn = null;
	}
	function Ih(e) {
		if (e.blockedOn !== null) return !1;
		for (var t = e.targetContainers; 0 < t.length;) {
			var n = bh(e.nativeEvent);
			if (n === null) {
				n = e.nativeEvent;
				var r = new n.constructor(n.type, n);
				bn = r, n.target.dispatchEvent(r), bn = null;
			} else return t = Lt(n), t !== null && mh(t), e.blockedOn = n, !1;
			t.shift();
		}
		return !0;
	}
	function Lh(e, t, n) {
		Ih(e) && n.delete(t);
	}
	function Rh() {
		wh = !1, Th !== null && Ih(Th) && (Th = null), Eh !== null && Ih(Eh) && (Eh = null), Dh !== null && Ih(Dh) && (Dh = null), Oh.forEach(Lh), kh.forEach(Lh);
	}
	function zh(e, n) {
		e.blockedOn === n && (e.blockedOn = null, wh || (wh = !0, t.unstable_scheduleCallback(t.unstable_NormalPriority, Rh)));
	}
	var Bh = null;
	function Vh(e) {
		Bh !== e && (Bh = e, t.unstable_scheduleCallback(t.unstable_NormalPriority, function() {
			Bh === e && (Bh = null);
			for (var t = 0; t < e.length; t += 3) {
				var n = e[t], r = e[t + 1], i = e[t + 2];
				if (typeof r != "function") {
					if (Sh(r || n) === null) continue;
					break;
				}
				var a = Lt(n);
				a !== null && (e.splice(t, 3), t -= 3, $s(a, {
					pending: !0,
					data: i,
					method: n.method,
					action: r
				}, r, i));
			}
		}));
	}
	function Hh(e) {
		function t(t) {
			return zh(t, e);
		}
		Th !== null && zh(Th, e), Eh !== null && zh(Eh, e), Dh !== null && zh(Dh, e), Oh.forEach(t), kh.forEach(t);
		for (var n = 0; n < Ah.length; n++) {
			var r = Ah[n];
			r.blockedOn === e && (r.blockedOn = null);
		}
		for (; 0 < Ah.length && (n = Ah[0], n.blockedOn === null);) Fh(n), n.blockedOn === null && Ah.shift();
		if (n = (e.ownerDocument || e).$$reactFormReplay, n != null) for (r = 0; r < n.length; r += 3) {
			var i = n[r], a = n[r + 1], o = i[Dt] || null;
			if (typeof a == "function") o || Vh(n);
			else if (o) {
				var s = null;
				if (a && a.hasAttribute("formAction")) {
					if (i = a, o = a[Dt] || null) s = o.formAction;
					else if (Sh(i) !== null) continue;
				} else s = o.action;
				typeof s == "function" ? n[r + 1] = s : (n.splice(r, 3), r -= 3), Vh(n);
			}
		}
	}
	function Uh() {
		function e(e) {
			e.canIntercept && e.info === "react-transition" && e.intercept({
				handler: function() {
					return new Promise(function(e) {
						return i = e;
					});
				},
				focusReset: "manual",
				scroll: "manual"
			});
		}
		function t() {
			i !== null && (i(), i = null), r || setTimeout(n, 20);
		}
		function n() {
			if (!r && !navigation.transition) {
				var e = navigation.currentEntry;
				e && e.url != null && navigation.navigate(e.url, {
					state: e.getState(),
					info: "react-transition",
					history: "replace"
				});
			}
		}
		if (typeof navigation == "object") {
			var r = !1, i = null;
			return navigation.addEventListener("navigate", e), navigation.addEventListener("navigatesuccess", t), navigation.addEventListener("navigateerror", t), setTimeout(n, 100), function() {
				r = !0, navigation.removeEventListener("navigate", e), navigation.removeEventListener("navigatesuccess", t), navigation.removeEventListener("navigateerror", t), i !== null && (i(), i = null);
			};
		}
	}
	function Wh(e) {
		this._internalRoot = e;
	}
	Gh.prototype.render = Wh.prototype.render = function(e) {
		var t = this._internalRoot;
		if (t === null) throw Error(i(409));
		var n = t.current;
		dh(n, jd(), e, t, null, null);
	}, Gh.prototype.unmount = Wh.prototype.unmount = function() {
		var e = this._internalRoot;
		if (e !== null) {
			this._internalRoot = null;
			var t = e.containerInfo;
			dh(e.current, 2, null, e, null, null), zd(), t[Ot] = null;
		}
	};
	function Gh(e) {
		this._internalRoot = e;
	}
	Gh.prototype.unstable_scheduleHydration = function(e) {
		if (e) {
			var t = Ct();
			e = {
				blockedOn: null,
				target: e,
				priority: t
			};
			for (var n = 0; n < Ah.length && t !== 0 && t < Ah[n].priority; n++);
			Ah.splice(n, 0, e), n === 0 && Fh(e);
		}
	};
	var Kh = n.version;
	if (Kh !== "19.3.1") throw Error(i(527, Kh, "19.3.1"));
	N.findDOMNode = function(e) {
		var t = e._reactInternals;
		if (t === void 0) throw typeof e.render == "function" ? Error(i(188)) : (e = Object.keys(e).join(","), Error(i(268, e)));
		return e = d(t), e = e === null ? null : p(e), e = e === null ? null : e.stateNode, e;
	};
	var qh = {
		bundleType: 0,
		version: "19.3.1",
		rendererPackageName: "react-dom",
		currentDispatcherRef: M,
		reconcilerVersion: "19.3.1"
	};
	if (typeof __REACT_DEVTOOLS_GLOBAL_HOOK__ < "u") {
		var Jh = __REACT_DEVTOOLS_GLOBAL_HOOK__;
		if (!Jh.isDisabled && Jh.supportsFiber) try {
			$e = Jh.inject(qh), et = Jh;
		} catch {}
	}
	e.createRoot = function(e, t) {
		if (!a(e)) throw Error(i(299));
		var n = !1, r = "", o = Sc, s = Cc, c = wc;
		return t != null && (!0 === t.unstable_strictMode && (n = !0), t.identifierPrefix !== void 0 && (r = t.identifierPrefix), t.onUncaughtError !== void 0 && (o = t.onUncaughtError), t.onCaughtError !== void 0 && (s = t.onCaughtError), t.onRecoverableError !== void 0 && (c = t.onRecoverableError)), t = lh(e, 1, !1, null, null, n, r, null, o, s, c, Uh), e[Ot] = t.current, Wf(e), new Wh(t);
	};
})), g = /* @__PURE__ */ o(((e, t) => {
	function n() {
		if (typeof __REACT_DEVTOOLS_GLOBAL_HOOK__ < "u" && typeof __REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE == "function") try {
			__REACT_DEVTOOLS_GLOBAL_HOOK__.checkDCE(n);
		} catch (e) {
			console.error(e);
		}
	}
	n(), t.exports = h();
})), _ = /* @__PURE__ */ c(f(), 1), v = g(), y = /^(-?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?$/, b = class {
	constructor(e) {
		this.text = e;
	}
};
function x(e) {
	let t = y.exec(String(e ?? "").trim());
	if (!t) return null;
	let [, n, r, i] = t, [a, o = ""] = r.split(".");
	return new b(n + (a.replace(/^0+(?=\d)/, "") || "0") + (o && `.${o}`) + (i ? `e${Number(i)}` : ""));
}
function S(e) {
	let [, t, n, r = "0"] = y.exec(e), [i, a = ""] = n.split("."), o = (i + a).replace(/^0+/, "");
	if (!o) return "0";
	let s = o.replace(/0+$/, "");
	return `${t}${s}e${Number(r) - a.length + o.length - s.length}`;
}
var C = (e, t = 0) => e !== null && /^\d{1,6}$/.test(e.text) && Number(e.text) >= t, w = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, T = "\0", E = "\"\\u0000", D = (e) => e.startsWith("\"") ? e.startsWith(E) ? `${E}s${e.slice(1)}` : e : `${E}n${e}"`, ee = (e, t) => typeof t != "string" || t[0] !== T ? t : t[1] === "n" ? new b(t.slice(2)) : t.slice(2), te = (e) => JSON.parse(e.replace(w, D), ee), ne = (e, t) => t instanceof b ? `${T}n${t.text}` : typeof t == "string" && t[0] === T ? `${T}s${t}` : t, re = (e) => e.startsWith(`${E}n`) ? e.slice(8, -1) : e.startsWith(`${E}s`) ? `"${e.slice(8)}` : e, ie = (e, t) => JSON.stringify(e, ne, t).replace(/"(?:[^"\\]|\\.)*"/g, re), ae = /* @__PURE__ */ o(((e) => {
	var t = Symbol.for("react.transitional.element"), n = Symbol.for("react.fragment");
	function r(e, n, r) {
		var i = null;
		if (r !== void 0 && (i = "" + r), n.key !== void 0 && (i = "" + n.key), "key" in n) for (var a in r = {}, n) a !== "key" && (r[a] = n[a]);
		else r = n;
		return n = r.ref, {
			$$typeof: t,
			type: e,
			key: i,
			ref: n === void 0 ? null : n,
			props: r
		};
	}
	e.Fragment = n, e.jsx = r, e.jsxs = r;
})), O = (/* @__PURE__ */ o(((e, t) => {
	t.exports = ae();
})))();
function oe({ rule: e, reason: t, explanation: n }) {
	return /* @__PURE__ */ (0, O.jsxs)("section", {
		className: "advanced",
		"aria-label": "Advanced rule",
		children: [
			/* @__PURE__ */ (0, O.jsxs)("header", { children: [/* @__PURE__ */ (0, O.jsx)("span", {
				className: "badge",
				children: "Advanced rule"
			}), /* @__PURE__ */ (0, O.jsx)("p", { children: "This rule has no visual form, so it is shown as it is and nothing in it is changed." })] }),
			n && /* @__PURE__ */ (0, O.jsx)("blockquote", { children: n }),
			/* @__PURE__ */ (0, O.jsx)("pre", {
				tabIndex: 0,
				children: ie(te(e), 2)
			}),
			/* @__PURE__ */ (0, O.jsx)("p", {
				className: "hint",
				children: t
			})
		]
	});
}
// node_modules/numeric-quantity/dist/numeric-quantity.mjs
var se = [
	48,
	1632,
	1776,
	1984,
	2406,
	2534,
	2662,
	2790,
	2918,
	3046,
	3174,
	3302,
	3430,
	3558,
	3664,
	3792,
	3872,
	4160,
	4240,
	6112,
	6160,
	6470,
	6608,
	6784,
	6800,
	6992,
	7088,
	7232,
	7248,
	42528,
	43216,
	43264,
	43472,
	43504,
	43600,
	44016,
	65296,
	66720,
	68912,
	68928,
	69734,
	69872,
	69942,
	70096,
	70384,
	70736,
	70864,
	71248,
	71360,
	71376,
	71386,
	71472,
	71904,
	72016,
	72688,
	72784,
	73040,
	73120,
	73184,
	73552,
	90416,
	92768,
	92864,
	93008,
	93552,
	118e3,
	120782,
	120792,
	120802,
	120812,
	120822,
	123200,
	123632,
	124144,
	124401,
	125264,
	130032
], ce = /* @__PURE__ */ RegExp("\\p{Nd}", "gu"), le = (e) => e.replace(ce, (e) => {
	let t = e.codePointAt(0);
	if (t <= 57) return e;
	let n = 0, r = se.length - 1;
	for (; n < r;) {
		let e = n + r + 1 >>> 1;
		se[e] <= t ? n = e : r = e - 1;
	}
	return String(t - se[n]);
}), k = {
	"⁰": "0",
	"¹": "1",
	"²": "2",
	"³": "3",
	"⁴": "4",
	"⁵": "5",
	"⁶": "6",
	"⁷": "7",
	"⁸": "8",
	"⁹": "9",
	"₀": "0",
	"₁": "1",
	"₂": "2",
	"₃": "3",
	"₄": "4",
	"₅": "5",
	"₆": "6",
	"₇": "7",
	"₈": "8",
	"₉": "9"
}, ue = /[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]/g, A = {
	"¼": "1/4",
	"½": "1/2",
	"¾": "3/4",
	"⅐": "1/7",
	"⅑": "1/9",
	"⅒": "1/10",
	"⅓": "1/3",
	"⅔": "2/3",
	"⅕": "1/5",
	"⅖": "2/5",
	"⅗": "3/5",
	"⅘": "4/5",
	"⅙": "1/6",
	"⅚": "5/6",
	"⅛": "1/8",
	"⅜": "3/8",
	"⅝": "5/8",
	"⅞": "7/8",
	"⅟": "1/"
}, de = /^(?=[-+]?\s*\.\d|[-+]?\s*\d)([-+])?\s*((?:\d(?:[,_]\d|\d)*)?)(([eE][+-]?\d(?:[,_]\d|\d)*)?|\.\d(?:[,_]\d|\d)*([eE][+-]?\d(?:[,_]\d|\d)*)?|(\s+\d(?:[,_]\d|\d)*\s*)?\s*\/\s*\d(?:[,_]\d|\d)*)?$/, fe = /^(?=[-+]?\s*\.\d|[-+]?\s*\d)([-+])?\s*((?:\d(?:[,_]\d|\d)*)?)(([eE][+-]?\d(?:[,_]\d|\d)*)?|\.\d(?:[,_]\d|\d)*([eE][+-]?\d(?:[,_]\d|\d)*)?|(\s+\d(?:[,_]\d|\d)*\s*)?\s*\/\s*\d(?:[,_]\d|\d)*)?(\s*[^.\d/].*)?/, j = /([¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅟])/g, pe = {
	MMM: 3e3,
	MM: 2e3,
	M: 1e3,
	CM: 900,
	DCCC: 800,
	DCC: 700,
	DC: 600,
	D: 500,
	CD: 400,
	CCC: 300,
	CC: 200,
	C: 100,
	XC: 90,
	LXXX: 80,
	LXX: 70,
	LX: 60,
	L: 50,
	XL: 40,
	XXX: 30,
	XX: 20,
	XII: 12,
	XI: 11,
	X: 10,
	IX: 9,
	VIII: 8,
	VII: 7,
	VI: 6,
	V: 5,
	IV: 4,
	III: 3,
	II: 2,
	I: 1
}, me = {
	Ⅰ: "I",
	Ⅱ: "II",
	Ⅲ: "III",
	Ⅳ: "IV",
	Ⅴ: "V",
	Ⅵ: "VI",
	Ⅶ: "VII",
	Ⅷ: "VIII",
	Ⅸ: "IX",
	Ⅹ: "X",
	Ⅺ: "XI",
	Ⅻ: "XII",
	Ⅼ: "L",
	Ⅽ: "C",
	Ⅾ: "D",
	Ⅿ: "M",
	ⅰ: "I",
	ⅱ: "II",
	ⅲ: "III",
	ⅳ: "IV",
	ⅴ: "V",
	ⅵ: "VI",
	ⅶ: "VII",
	ⅷ: "VIII",
	ⅸ: "IX",
	ⅹ: "X",
	ⅺ: "XI",
	ⅻ: "XII",
	ⅼ: "L",
	ⅽ: "C",
	ⅾ: "D",
	ⅿ: "M"
}, he = /([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿ])/gi, ge = /^(?=[MDCLXVI])(M{0,3})(C[MD]|D?C{0,3})(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})$/i, _e = {
	round: 3,
	allowTrailingInvalid: !1,
	romanNumerals: !1,
	bigIntOnOverflow: !1,
	decimalSeparator: ".",
	allowCurrency: !1,
	percentage: !1,
	verbose: !1
}, ve = (e) => {
	let t = e.replace(he, (e, t) => me[t]).toUpperCase(), n = ge.exec(t);
	if (!n) return NaN;
	let [, r, i, a, o] = n;
	return (pe[r] ?? 0) + (pe[i] ?? 0) + (pe[a] ?? 0) + (pe[o] ?? 0);
}, M = /^\s*\//, N = /* @__PURE__ */ RegExp("^([-+]?)\\s*(\\p{Sc}+)\\s*", "u"), ye = /* @__PURE__ */ RegExp("\\s*(\\p{Sc}+)\\s*$", "u"), be = /\s*%$/, xe = BigInt(2 ** 53 - 1), Se = 1e4, Ce = (e) => 10n ** BigInt(e), P = (e, t, n) => {
	let r, i = 1n;
	if (!t) r = BigInt(e);
	else if (t.startsWith(".") || t.startsWith("e") || t.startsWith("E")) {
		let n = t.search(/[eE]/), a = n === -1 ? 0 : parseInt(t.slice(n + 1));
		if (!Number.isFinite(a) || Math.abs(a) > Se) return;
		let o = (n === -1 ? t : t.slice(0, n)).slice(1);
		r = BigInt(`${e}${o}`), o && (i = Ce(o.length)), a > 0 ? r *= Ce(a) : a < 0 && (i *= Ce(-a));
	} else if (M.test(t)) r = BigInt(e), i = BigInt(t.replace("/", "").trim());
	else {
		let [n, a] = t.split("/");
		i = BigInt(a.trim()), r = BigInt(e) * i + BigInt(n.trim());
	}
	if (n && (i *= 100n), i === 0n) return;
	let a = (2n * r + i) / (2n * i);
	return a > xe ? a : void 0;
};
function we(e, t = _e) {
	let n = {
		..._e,
		...t
	}, r;
	if (typeof e == "string") r = e;
	else try {
		r = String(e);
	} catch {
		r = "";
	}
	let i, a, o, s, c, l, u, d, f = (e) => {
		let t = {
			value: e,
			input: r
		};
		return i && (t.currencyPrefix = i), a && (t.currencySuffix = a), o && (t.percentageSuffix = o), s && (t.trailingInvalid = s), c && (t.sign = c), l !== void 0 && (t.whole = l), u !== void 0 && (t.numerator = u), d !== void 0 && (t.denominator = d), t;
	}, p = (e) => n.verbose ? f(e) : e, m = (e) => o && n.percentage !== "number" ? e / 100 : e;
	if (typeof e == "symbol") return p(NaN);
	if (typeof e == "number" || typeof e == "bigint") return p(e);
	let h = NaN, g = r, _ = !0;
	for (; _;) {
		if (_ = !1, n.allowCurrency) {
			let e = N.exec(g);
			e?.[2] && (i = (i ?? "") + e[2], g = (e[1] || "") + g.slice(e[0].length), _ = !0);
			let t = ye.exec(g);
			t && (a = t[1] + (a ?? ""), g = g.slice(0, -t[0].length), _ = !0);
		}
		if (!o && n.percentage) {
			let e = be.exec(g);
			e && (o = !0, g = g.slice(0, -e[0].length), _ = !0);
		}
	}
	let v = le(g.replace(j, (e, t) => ` ${A[t]}`).replace(ue, (e) => k[e]).replace("⁄", "/").trim());
	if (v.length === 0) return p(NaN);
	let y = v;
	if (n.decimalSeparator === ",") {
		let e = (v.match(/,/g) || []).length;
		if (e === 1) y = v.replaceAll(".", "_").replace(",", ".");
		else if (e > 1) {
			let e = v.indexOf(","), t = v.indexOf(",", e + 1);
			y = v.substring(0, t).replaceAll(".", "_").replace(",", ".");
		} else y = v.replaceAll(".", "_");
	}
	let b = fe.exec(y);
	if (!b) return n.romanNumerals ? p(m(ve(v))) : p(NaN);
	let x = b[0].length - (b[7]?.length ?? 0), S = v.slice(x).trim();
	if (S && (s = S, !n.allowTrailingInvalid)) return p(NaN);
	let [, C, w, T] = b;
	(C === "-" || C === "+") && (c = C);
	let E = w.replaceAll(",", "").replaceAll("_", ""), D = T?.replaceAll(",", "").replaceAll("_", "");
	if (n.bigIntOnOverflow) {
		let e = P(E, D, !!o && n.percentage !== "number");
		if (e !== void 0) return p(C === "-" ? -e : e);
	}
	if (h = !E && D && D.startsWith(".") ? 0 : parseInt(E), !D) return h = C === "-" ? h * -1 : h, p(m(h));
	let ee = typeof n.round == "number" && Number.isFinite(n.round) ? Math.floor(Math.max(0, n.round)) : !1, te = ee === !1 ? NaN : 10 ** ee, ne = Number.isFinite(te) ? te : NaN, re = (e, t) => {
		let n = Math.round(t) / ne;
		return Number.isFinite(n) || !Number.isFinite(e) ? n : e;
	};
	if (D.startsWith(".") || D.startsWith("e") || D.startsWith("E")) {
		let e = parseFloat(`${h}${D}`);
		h = isNaN(ne) ? e : re(e, e * ne);
	} else if (M.test(D)) {
		let e = parseInt(E), t = parseInt(D.replace("/", ""));
		u = e, d = t, h = isNaN(ne) ? e / t : re(e / t, e * ne / t);
	} else {
		let [e, t] = D.split("/").map((e) => parseInt(e));
		l = h, u = e, d = t, h += isNaN(ne) ? e / t : re(e / t, e * ne / t);
	}
	return h = C === "-" ? h * -1 : h, p(m(h));
}
// node_modules/immer/dist/immer.mjs
var Te = Symbol.for("immer-nothing"), Ee = Symbol.for("immer-draftable"), De = Symbol.for("immer-state");
function Oe(e, ...t) {
	throw Error(`[Immer] minified error nr: ${e}. Full error at: https://bit.ly/3cXEKWf`);
}
var ke = Object, Ae = ke.getPrototypeOf, je = "constructor", Me = "prototype", Ne = "configurable", Pe = "enumerable", Fe = "writable", Ie = "value", Le = (e) => !!e && !!e[De];
function Re(e) {
	return e ? Ve(e) || Je(e) || !!e[Ee] || !!e[je]?.[Ee] || Ye(e) || Xe(e) : !1;
}
var ze = ke[Me][je].toString(), Be = /* @__PURE__ */ new WeakMap();
function Ve(e) {
	if (!e || !Ze(e)) return !1;
	let t = Ae(e);
	if (t === null || t === ke[Me]) return !0;
	let n = ke.hasOwnProperty.call(t, je) && t[je];
	if (n === Object) return !0;
	if (!Qe(n)) return !1;
	let r = Be.get(n);
	return r === void 0 && (r = Function.toString.call(n), Be.set(n, r)), r === ze;
}
function He(e, t, n = !0) {
	Ue(e) === 0 ? (n ? Reflect.ownKeys(e) : ke.keys(e)).forEach((n) => {
		t(n, e[n], e);
	}) : e.forEach((n, r) => t(r, n, e));
}
function Ue(e) {
	let t = e[De];
	return t ? t.type_ : Je(e) ? 1 : Ye(e) ? 2 : Xe(e) ? 3 : 0;
}
var We = (e, t, n = Ue(e)) => n === 2 ? e.has(t) : ke[Me].hasOwnProperty.call(e, t), Ge = (e, t, n = Ue(e)) => n === 2 ? e.get(t) : e[t], Ke = (e, t, n, r = Ue(e)) => {
	r === 2 ? e.set(t, n) : r === 3 ? e.add(n) : e[t] = n;
};
function qe(e, t) {
	return e === t ? e !== 0 || 1 / e == 1 / t : e !== e && t !== t;
}
var Je = Array.isArray, Ye = (e) => e instanceof Map, Xe = (e) => e instanceof Set, Ze = (e) => typeof e == "object", Qe = (e) => typeof e == "function", $e = (e) => typeof e == "boolean";
function et(e) {
	let t = +e;
	return Number.isInteger(t) && String(t) === e;
}
var tt = (e) => e.copy_ || e.base_, nt = (e) => e.modified_ ? e.copy_ : e.base_;
function rt(e, t) {
	if (Ye(e)) return new Map(e);
	if (Xe(e)) return new Set(e);
	if (Je(e)) return Array[Me].slice.call(e);
	let n = Ve(e);
	if (t === !0 || t === "class_only" && !n) {
		let t = ke.getOwnPropertyDescriptors(e);
		delete t[De];
		let n = Reflect.ownKeys(t);
		for (let r = 0; r < n.length; r++) {
			let i = n[r], a = t[i];
			a[Fe] === !1 && (a[Fe] = !0, a[Ne] = !0), (a.get || a.set) && (t[i] = {
				[Ne]: !0,
				[Fe]: !0,
				[Pe]: a[Pe],
				[Ie]: e[i]
			});
		}
		return ke.create(Ae(e), t);
	}
	{
		let t = Ae(e);
		if (t !== null && n) return { ...e };
		let r = ke.create(t);
		return ke.assign(r, e);
	}
}
function it(e, t = !1) {
	return st(e) || Le(e) || !Re(e) || (Ue(e) > 1 && ke.defineProperties(e, {
		set: ot,
		add: ot,
		clear: ot,
		delete: ot
	}), ke.freeze(e), t && He(e, (e, t) => {
		it(t, !0);
	}, !1)), e;
}
function at() {
	Oe(2);
}
var ot = { [Ie]: at };
function st(e) {
	return e === null || !Ze(e) || ke.isFrozen(e);
}
var ct = "MapSet", lt = "Patches", ut = "ArrayMethods", dt = {};
function ft(e) {
	let t = dt[e];
	return t || Oe(0, e), t;
}
var pt = (e) => !!dt[e], mt, ht = () => mt, gt = (e, t) => ({
	drafts_: [],
	parent_: e,
	immer_: t,
	canAutoFreeze_: !0,
	unfinalizedDrafts_: 0,
	handledSet_: /* @__PURE__ */ new Set(),
	processedForPatches_: /* @__PURE__ */ new Set(),
	mapSetPlugin_: pt(ct) ? ft(ct) : void 0,
	arrayMethodsPlugin_: pt(ut) ? ft(ut) : void 0
});
function _t(e, t) {
	t && (e.patchPlugin_ = ft(lt), e.patches_ = [], e.inversePatches_ = [], e.patchListener_ = t);
}
function vt(e) {
	yt(e), e.drafts_.forEach(xt), e.drafts_ = null;
}
function yt(e) {
	e === mt && (mt = e.parent_);
}
var bt = (e) => mt = gt(mt, e);
function xt(e) {
	let t = e[De];
	t.type_ === 0 || t.type_ === 1 ? t.revoke_() : t.revoked_ = !0;
}
function St(e, t) {
	t.unfinalizedDrafts_ = t.drafts_.length;
	let n = t.drafts_[0];
	if (e !== void 0 && e !== n) {
		n[De].modified_ && (vt(t), Oe(4)), Re(e) && (e = Ct(t, e));
		let { patchPlugin_: r } = t;
		r && r.generateReplacementPatches_(n[De].base_, e, t);
	} else e = Ct(t, n);
	return wt(t, e, !0), vt(t), t.patches_ && t.patchListener_(t.patches_, t.inversePatches_), e === Te ? void 0 : e;
}
function Ct(e, t) {
	if (st(t)) return t;
	let n = t[De];
	if (!n) return Mt(t, e.handledSet_, e);
	if (!Et(n, e)) return t;
	if (!n.modified_) return n.base_;
	if (!n.finalized_) {
		let { callbacks_: t } = n;
		if (t) for (; t.length > 0;) t.pop()(e);
		At(n, e);
	}
	return n.copy_;
}
function wt(e, t, n = !1) {
	!e.parent_ && e.immer_.autoFreeze_ && e.canAutoFreeze_ && it(t, n);
}
function Tt(e) {
	e.finalized_ = !0, e.scope_.unfinalizedDrafts_--;
}
var Et = (e, t) => e.scope_ === t, Dt = [];
function Ot(e, t, n, r) {
	let i = tt(e), a = e.type_;
	if (r !== void 0 && Ge(i, r, a) === t) {
		Ke(i, r, n, a);
		return;
	}
	if (!e.draftLocations_) {
		let t = e.draftLocations_ = /* @__PURE__ */ new Map();
		He(i, (e, n) => {
			if (Le(n)) {
				let r = t.get(n) || [];
				r.push(e), t.set(n, r);
			}
		});
	}
	let o = e.draftLocations_.get(t) ?? Dt;
	for (let e of o) Ke(i, e, n, a);
}
function kt(e, t, n) {
	e.callbacks_.push(function(r) {
		let i = t;
		if (!i || !Et(i, r)) return;
		r.mapSetPlugin_?.fixSetContents(i);
		let a = nt(i);
		Ot(e, i.draft_ ?? i, a, n), At(i, r);
	});
}
function At(e, t) {
	if (e.modified_ && !e.finalized_ && (e.type_ === 3 || e.type_ === 1 && e.allIndicesReassigned_ || (e.assigned_?.size ?? 0) > 0)) {
		let { patchPlugin_: n } = t;
		if (n) {
			let r = n.getPath(e);
			r && n.generatePatches_(e, r, t);
		}
		Tt(e);
	}
}
function jt(e, t, n) {
	let { scope_: r } = e;
	if (Le(n)) {
		let i = n[De];
		Et(i, r) && i.callbacks_.push(function() {
			Vt(e), Ot(e, n, nt(i), t);
		});
	} else Re(n) && e.callbacks_.push(function() {
		let i = tt(e);
		e.type_ === 3 ? i.has(n) && Mt(n, r.handledSet_, r) : Ge(i, t, e.type_) === n && r.drafts_.length > 1 && (e.assigned_.get(t) ?? !1) === !0 && e.copy_ && Mt(Ge(e.copy_, t, e.type_), r.handledSet_, r);
	});
}
function Mt(e, t, n) {
	return !n.immer_.autoFreeze_ && n.unfinalizedDrafts_ < 1 || Le(e) || t.has(e) || !Re(e) || st(e) || (t.add(e), He(e, (r, i) => {
		if (Le(i)) {
			let t = i[De];
			Et(t, n) && (Ke(e, r, nt(t), e.type_), Tt(t));
		} else Re(i) && Mt(i, t, n);
	})), e;
}
function Nt(e, t) {
	let n = Je(e), r = {
		type_: +!!n,
		scope_: t ? t.scope_ : ht(),
		modified_: !1,
		finalized_: !1,
		assigned_: void 0,
		parent_: t,
		base_: e,
		draft_: null,
		copy_: null,
		revoke_: null,
		isManual_: !1,
		callbacks_: void 0
	}, i = r, a = Pt;
	n && (i = [r], a = Ft);
	let { revoke: o, proxy: s } = Proxy.revocable(i, a);
	return r.draft_ = s, r.revoke_ = o, [s, r];
}
var Pt = {
	get(e, t) {
		if (t === De) return e;
		let n = e.scope_.arrayMethodsPlugin_, r = e.type_ === 1 && typeof t == "string";
		if (r && n?.isArrayOperationMethod(t)) return n.createMethodInterceptor(e, t);
		let i = tt(e);
		if (!We(i, t, e.type_)) return Rt(e, i, t);
		let a = i[t];
		if (e.finalized_ || !Re(a) || r && e.operationMethod && n?.isMutatingArrayMethod(e.operationMethod) && et(t)) return a;
		if (a === It(e.base_, t) || Lt(e, t, a)) {
			Vt(e);
			let n = e.type_ === 1 ? +t : t, r = Ut(e.scope_, a, e, n);
			return e.copy_[n] = r;
		}
		return a;
	},
	has(e, t) {
		return t in tt(e);
	},
	ownKeys(e) {
		return Reflect.ownKeys(tt(e));
	},
	set(e, t, n) {
		let r = zt(tt(e), t);
		if (r?.set) return r.set.call(e.draft_, n), !0;
		if (!e.modified_) {
			let r = It(tt(e), t), i = r?.[De];
			if (i && i.base_ === n) return e.copy_[t] = n, e.assigned_.delete(t), !0;
			if (qe(n, r) && (n !== void 0 || We(e.base_, t, e.type_))) return !0;
			Vt(e), Bt(e);
		}
		return e.copy_[t] === n && (n !== void 0 || We(e.copy_, t, e.type_)) || Number.isNaN(n) && Number.isNaN(e.copy_[t]) || (e.copy_[t] = n, e.assigned_.set(t, !0), jt(e, t, n)), !0;
	},
	deleteProperty(e, t) {
		return Vt(e), It(e.base_, t) !== void 0 || t in e.base_ ? (e.assigned_.set(t, !1), Bt(e)) : e.assigned_.delete(t), e.copy_ && delete e.copy_[t], !0;
	},
	getOwnPropertyDescriptor(e, t) {
		let n = tt(e), r = Reflect.getOwnPropertyDescriptor(n, t);
		return r && {
			[Fe]: !0,
			[Ne]: e.type_ !== 1 || t !== "length",
			[Pe]: r[Pe],
			[Ie]: n[t]
		};
	},
	defineProperty() {
		Oe(11);
	},
	getPrototypeOf(e) {
		return Ae(e.base_);
	},
	setPrototypeOf() {
		Oe(12);
	}
}, Ft = {};
for (let e in Pt) {
	let t = Pt[e];
	Ft[e] = function() {
		let e = arguments;
		return e[0] = e[0][0], t.apply(this, e);
	};
}
Ft.deleteProperty = function(e, t) {
	return Ft.set.call(this, e, t, void 0);
}, Ft.set = function(e, t, n) {
	return Pt.set.call(this, e[0], t, n, e[0]);
};
function It(e, t) {
	let n = e[De];
	return (n ? tt(n) : e)[t];
}
function Lt(e, t, n) {
	return e.type_ !== 1 || !e.allIndicesReassigned_ || !Re(n) || n[De] ? !1 : e.baseRefs_.has(n);
}
function Rt(e, t, n) {
	let r = zt(t, n);
	return r ? Ie in r ? r[Ie] : r.get?.call(e.draft_) : void 0;
}
function zt(e, t) {
	if (!(t in e)) return;
	let n = Ae(e);
	for (; n;) {
		let e = Object.getOwnPropertyDescriptor(n, t);
		if (e) return e;
		n = Ae(n);
	}
}
function Bt(e) {
	e.modified_ || (e.modified_ = !0, e.parent_ && Bt(e.parent_));
}
function Vt(e) {
	e.copy_ ||= (e.assigned_ = /* @__PURE__ */ new Map(), rt(e.base_, e.scope_.immer_.useStrictShallowCopy_));
}
var Ht = class {
	constructor(e) {
		this.autoFreeze_ = !0, this.useStrictShallowCopy_ = !1, this.useStrictIteration_ = !1, this.produce = (e, t, n) => {
			if (Qe(e) && !Qe(t)) {
				let n = t;
				t = e;
				let r = this;
				return function(e = n, ...i) {
					return r.produce(e, (e) => t.call(this, e, ...i));
				};
			}
			Qe(t) || Oe(6), n !== void 0 && !Qe(n) && Oe(7);
			let r;
			if (Re(e)) {
				let i = bt(this), a = Ut(i, e, void 0), o = !0;
				try {
					r = t(a), o = !1;
				} finally {
					o ? vt(i) : yt(i);
				}
				return _t(i, n), St(r, i);
			}
			if (!e || !Ze(e)) {
				if (r = t(e), r === void 0 && (r = e), r === Te && (r = void 0), this.autoFreeze_ && it(r, !0), n) {
					let t = [], i = [];
					ft(lt).generateReplacementPatches_(e, r, {
						patches_: t,
						inversePatches_: i
					}), n(t, i);
				}
				return r;
			}
			Oe(1, e);
		}, this.produceWithPatches = (e, t) => {
			if (Qe(e)) return (t, ...n) => this.produceWithPatches(t, (t) => e(t, ...n));
			let n, r;
			return [
				this.produce(e, t, (e, t) => {
					n = e, r = t;
				}),
				n,
				r
			];
		}, $e(e?.autoFreeze) && this.setAutoFreeze(e.autoFreeze);
		let t = e?.useStrictShallowCopy;
		($e(t) || t === "class_only") && this.setUseStrictShallowCopy(t), $e(e?.useStrictIteration) && this.setUseStrictIteration(e.useStrictIteration);
	}
	createDraft(e) {
		Re(e) || Oe(8), Le(e) && (e = Wt(e));
		let t = bt(this), n = Ut(t, e, void 0);
		return n[De].isManual_ = !0, yt(t), n;
	}
	finishDraft(e, t) {
		let n = e && e[De];
		n && n.isManual_ || Oe(9);
		let { scope_: r } = n;
		return _t(r, t), St(void 0, r);
	}
	setAutoFreeze(e) {
		this.autoFreeze_ = e;
	}
	setUseStrictShallowCopy(e) {
		this.useStrictShallowCopy_ = e;
	}
	setUseStrictIteration(e) {
		this.useStrictIteration_ = e;
	}
	shouldUseStrictIteration() {
		return this.useStrictIteration_;
	}
	applyPatches(e, t) {
		let n;
		for (n = t.length - 1; n >= 0; n--) {
			let r = t[n];
			if (r.path.length === 0 && r.op === "replace") {
				e = r.value;
				break;
			}
		}
		n > -1 && (t = t.slice(n + 1));
		let r = ft(lt).applyPatches_;
		return Le(e) ? r(e, t) : this.produce(e, (e) => r(e, t));
	}
};
function Ut(e, t, n, r) {
	let [i, a] = Ye(t) ? ft(ct).proxyMap_(t, n) : Xe(t) ? ft(ct).proxySet_(t, n) : Nt(t, n);
	return (n?.scope_ ?? ht()).drafts_.push(i), a.callbacks_ = n?.callbacks_ ?? [], a.key_ = r, n && r !== void 0 ? kt(n, a, r) : a.callbacks_.push(function(e) {
		e.mapSetPlugin_?.fixSetContents(a);
		let { patchPlugin_: t } = e;
		a.modified_ && t && t.generatePatches_(a, [], e);
	}), i;
}
function Wt(e) {
	return Le(e) || Oe(10, e), Gt(e);
}
function Gt(e) {
	if (!Re(e) || st(e)) return e;
	let t = e[De], n, r = !0;
	if (t) {
		if (!t.modified_) return t.base_;
		t.finalized_ = !0, n = rt(e, t.scope_.immer_.useStrictShallowCopy_), r = t.scope_.immer_.shouldUseStrictIteration();
	} else n = rt(e, !0);
	let i = n;
	return Xe(n) && (n = /* @__PURE__ */ new Set()), He(i, (e, t) => {
		Ke(n, e, Gt(t));
	}, r), t && (t.finalized_ = !1), n;
}
globalThis.Iterator?.from;
var Kt = new Ht().produce, qt = "------", F = {
	fields: {
		title: "Field",
		placeholderName: "~",
		placeholderLabel: qt,
		placeholderGroupLabel: qt
	},
	operators: {
		title: "Operator",
		placeholderName: "~",
		placeholderLabel: qt,
		placeholderGroupLabel: qt
	},
	values: {
		title: "Values",
		placeholderName: "~",
		placeholderLabel: qt,
		placeholderGroupLabel: qt
	},
	matchMode: { title: "Match mode" },
	matchThreshold: {
		title: "Match threshold",
		placeholderName: "#"
	},
	value: { title: "Value" },
	removeRule: {
		label: "⨯",
		title: "Remove rule"
	},
	removeGroup: {
		label: "⨯",
		title: "Remove group"
	},
	addRule: {
		label: "+ Rule",
		title: "Add rule"
	},
	addGroup: {
		label: "+ Group",
		title: "Add group"
	},
	combinators: { title: "Combinator" },
	notToggle: {
		label: "Not",
		title: "Invert this group"
	},
	cloneRule: {
		label: "⧉",
		title: "Clone rule"
	},
	cloneRuleGroup: {
		label: "⧉",
		title: "Clone group"
	},
	ungroupRuleGroup: {
		label: "⊟",
		title: "Ungroup"
	},
	shiftActionUp: {
		label: "˄",
		title: "Shift up"
	},
	shiftActionDown: {
		label: "˅",
		title: "Shift down"
	},
	undo: {
		label: "↶",
		title: "Undo"
	},
	redo: {
		label: "↷",
		title: "Redo"
	},
	dragHandle: {
		label: "⁞⁞",
		title: "Drag handle"
	},
	lockRule: {
		label: "🔓",
		title: "Lock rule"
	},
	lockGroup: {
		label: "🔓",
		title: "Lock group"
	},
	lockRuleDisabled: {
		label: "🔒",
		title: "Unlock rule"
	},
	lockGroupDisabled: {
		label: "🔒",
		title: "Unlock group"
	},
	muteRule: {
		label: "🔊",
		title: "Mute rule"
	},
	muteGroup: {
		label: "🔊",
		title: "Mute group"
	},
	unmuteRule: {
		label: "🔇",
		title: "Unmute rule"
	},
	unmuteGroup: {
		label: "🔇",
		title: "Unmute group"
	},
	valueSourceSelector: { title: "Value source" }
}, Jt = {
	"=": "=",
	"!=": "!=",
	"<": "<",
	">": ">",
	"<=": "<=",
	">=": ">=",
	contains: "contains",
	beginsWith: "begins with",
	endsWith: "ends with",
	doesNotContain: "does not contain",
	doesNotBeginWith: "does not begin with",
	doesNotEndWith: "does not end with",
	null: "is null",
	notNull: "is not null",
	in: "in",
	notIn: "not in",
	between: "between",
	notBetween: "not between"
}, I = {
	and: "AND",
	or: "OR",
	xor: "XOR"
}, Yt = [
	{
		name: "=",
		value: "=",
		label: "="
	},
	{
		name: "!=",
		value: "!=",
		label: "!="
	},
	{
		name: "<",
		value: "<",
		label: "<"
	},
	{
		name: ">",
		value: ">",
		label: ">"
	},
	{
		name: "<=",
		value: "<=",
		label: "<="
	},
	{
		name: ">=",
		value: ">=",
		label: ">="
	},
	{
		name: "contains",
		value: "contains",
		label: "contains"
	},
	{
		name: "beginsWith",
		value: "beginsWith",
		label: "begins with"
	},
	{
		name: "endsWith",
		value: "endsWith",
		label: "ends with"
	},
	{
		name: "doesNotContain",
		value: "doesNotContain",
		label: "does not contain"
	},
	{
		name: "doesNotBeginWith",
		value: "doesNotBeginWith",
		label: "does not begin with"
	},
	{
		name: "doesNotEndWith",
		value: "doesNotEndWith",
		label: "does not end with"
	},
	{
		name: "null",
		value: "null",
		label: "is null"
	},
	{
		name: "notNull",
		value: "notNull",
		label: "is not null"
	},
	{
		name: "in",
		value: "in",
		label: "in"
	},
	{
		name: "notIn",
		value: "notIn",
		label: "not in"
	},
	{
		name: "between",
		value: "between",
		label: "between"
	},
	{
		name: "notBetween",
		value: "notBetween",
		label: "not between"
	}
], Xt = [{
	name: "and",
	value: "and",
	label: "AND"
}, {
	name: "or",
	value: "or",
	label: "OR"
}];
[...Xt];
var Zt = [
	{
		name: "all",
		value: "all",
		label: "all"
	},
	{
		name: "some",
		value: "some",
		label: "some"
	},
	{
		name: "none",
		value: "none",
		label: "none"
	},
	{
		name: "atLeast",
		value: "atLeast",
		label: "at least"
	},
	{
		name: "atMost",
		value: "atMost",
		label: "at most"
	},
	{
		name: "exactly",
		value: "exactly",
		label: "exactly"
	}
], Qt = {
	queryBuilder: "queryBuilder",
	ruleGroup: "ruleGroup",
	header: "ruleGroup-header",
	body: "ruleGroup-body",
	combinators: "ruleGroup-combinators",
	addRule: "ruleGroup-addRule",
	addGroup: "ruleGroup-addGroup",
	cloneRule: "rule-cloneRule",
	cloneGroup: "ruleGroup-cloneGroup",
	ungroup: "ruleGroup-ungroup",
	removeGroup: "ruleGroup-remove",
	notToggle: "ruleGroup-notToggle",
	rule: "rule",
	fields: "rule-fields",
	matchMode: "rule-matchMode",
	matchThreshold: "rule-matchThreshold",
	operators: "rule-operators",
	value: "rule-value",
	removeRule: "rule-remove",
	betweenRules: "betweenRules",
	valid: "queryBuilder-valid",
	invalid: "queryBuilder-invalid",
	shiftActions: "shiftActions",
	undoRedoActions: "undoRedoActions",
	undoAction: "undoRedoActions-undo",
	redoAction: "undoRedoActions-redo",
	dndDragging: "dndDragging",
	dndOver: "dndOver",
	dndCopy: "dndCopy",
	dndGroup: "dndGroup",
	dndDropNotAllowed: "dndDropNotAllowed",
	dndPreviewPosition: "dndPreviewPosition",
	dndHidden: "dndHidden",
	dragHandle: "queryBuilder-dragHandle",
	disabled: "queryBuilder-disabled",
	muted: "queryBuilder-muted",
	lockRule: "rule-lock",
	lockGroup: "ruleGroup-lock",
	muteRule: "rule-mute",
	muteGroup: "ruleGroup-mute",
	valueSource: "rule-valueSource",
	valueListItem: "rule-value-list-item",
	branches: "queryBuilder-branches",
	justified: "queryBuilder-justified",
	responsive: "queryBuilder-responsive",
	hasSubQuery: "rule-hasSubQuery",
	loading: "queryBuilder-loading",
	valueDateTimeRelative: "rule-value-dateTimeRelative"
}, L = {
	rule: "rule",
	ruleGroup: "rule-group",
	inlineCombinator: "inline-combinator",
	addGroup: "add-group",
	removeGroup: "remove-group",
	cloneGroup: "clone-group",
	ungroup: "ungroup",
	cloneRule: "clone-rule",
	addRule: "add-rule",
	removeRule: "remove-rule",
	combinators: "combinators",
	fields: "fields",
	operators: "operators",
	valueEditor: "value-editor",
	notToggle: "not-toggle",
	shiftActions: "shift-actions",
	undoRedoActions: "undo-redo-actions",
	undoAction: "undo-action",
	redoAction: "redo-action",
	dragHandle: "drag-handle",
	lockRule: "lock-rule",
	lockGroup: "lock-group",
	muteRule: "mute-rule",
	muteGroup: "mute-group",
	valueSourceSelector: "value-source-selector",
	matchModeEditor: "match-mode-editor"
}, $t = {
	parentPathDisabled: "action aborted: parent path disabled",
	pathDisabled: "action aborted: path is disabled",
	queryUpdate: "query updated",
	onAddRuleFalse: "onAddRule callback returned false",
	onAddGroupFalse: "onAddGroup callback returned false",
	onGroupRuleFalse: "onGroupRule callback returned false",
	onGroupGroupFalse: "onGroupGroup callback returned false",
	onMoveRuleFalse: "onMoveRule callback returned false",
	onMoveGroupFalse: "onMoveGroup callback returned false",
	onRemoveFalse: "onRemove callback returned false",
	onUngroupFalse: "onUngroup callback returned false",
	add: "rule or group added",
	remove: "rule or group removed",
	update: "rule or group updated",
	move: "rule or group moved",
	group: "rule or group grouped with another",
	ungroup: "group replaced by its own rules"
}, en = [], tn = {
	addRuleToNewGroups: !1,
	autoSelectField: !0,
	autoSelectOperator: !0,
	autoSelectValue: !1,
	debugMode: !1,
	enableDragAndDrop: !1,
	enableMountQueryChange: !0,
	listsAsArrays: !1,
	preserveQueryStateOnUnmount: !1,
	resetOnFieldChange: !0,
	resetOnOperatorChange: !1,
	showCloneButtons: !1,
	showCombinatorsBetweenRules: !1,
	showLockButtons: !1,
	showMuteButtons: !1,
	showNotToggle: !1,
	showShiftActions: !1,
	showUndoRedo: !1,
	showUngroupButtons: !1,
	suppressStandardClassnames: !1
}, nn = (e, t = ",") => typeof e == "string" ? e.split(`\\${t}`).map((e) => e.split(t)).reduce((e, n, r) => r === 0 ? n : [
	...e.slice(0, -1),
	`${e.at(-1)}${t}${n[0]}`,
	...n.slice(1)
], []) : [], rn = (e, t = ",") => e.map((e) => `${e ?? ""}`.replaceAll(t[0], `\\${t[0]}`)).join(t), an = (e) => typeof e == "string" ? e.trim() : e, on = (e, { retainEmptyStrings: t } = {}) => Array.isArray(e) ? e.map(an) : typeof e == "string" ? nn(e, ",").filter(t ? () => !0 : (e) => !/^\s*$/.test(e)).map((e) => e.trim()) : typeof e == "number" ? [e] : [];
function sn(e) {
	var t, n, r = "";
	if (typeof e == "string" || typeof e == "number") r += e;
	else if (typeof e == "object") {
		if (Array.isArray(e)) {
			var i = e.length;
			for (t = 0; t < i; t++) e[t] && (n = sn(e[t])) && (r && (r += " "), r += n);
		} else for (n in e) e[n] && (r && (r += " "), r += n);
	}
	return r;
}
function cn() {
	for (var e, t, n = 0, r = "", i = arguments.length; n < i; n++) (e = arguments[n]) && (t = sn(e)) && (r && (r += " "), r += t);
	return r;
}
// v8 ignore next
var ln = (e) => typeof e == "string" ? e.toLowerCase() : e;
new RegExp(de.source.replace(/^\^/, String.raw`^\s*`).replace(/\$$/, String.raw`\s*$`));
var un = (e) => typeof e == "object" && !!e && Object.getPrototypeOf(e) === Object.prototype, R = (e) => un(e) && Array.isArray(e.rules), dn = (e) => R(e) && typeof e.combinator == "string", fn = (e) => R(e) && e.combinator === void 0, pn = {
	shiftActions: ["shiftActions"],
	dragHandle: ["dragHandle"],
	fields: ["valueSelector", "fields"],
	matchMode: ["valueSelector", "matchMode"],
	matchThreshold: ["valueSelector", "matchThreshold"],
	operators: ["valueSelector", "operators"],
	valueSource: ["valueSelector", "valueSource"],
	value: ["value"],
	cloneRule: ["actionElement", "cloneRule"],
	lockRule: ["actionElement", "lockRule"],
	muteRule: ["actionElement", "muteRule"],
	removeRule: ["actionElement", "removeRule"],
	valueListItem: ["valueListItem"]
}, mn = {
	header: {
		sources: ["header"],
		conditions: [
			{
				key: "dndOver",
				when: (e) => e.isOver,
				standardOnly: !0
			},
			{
				key: "dndCopy",
				when: (e) => e.isOver && e.dropEffect === "copy"
			},
			{
				key: "dndDropNotAllowed",
				when: (e) => e.dropNotAllowed
			}
		]
	},
	shiftActions: ["shiftActions"],
	undoRedoActions: ["undoRedoActions"],
	undoAction: ["actionElement", "undoAction"],
	redoAction: ["actionElement", "redoAction"],
	dragHandle: ["dragHandle"],
	combinators: ["valueSelector", "combinators"],
	notToggle: ["notToggle"],
	addRule: ["actionElement", "addRule"],
	addGroup: ["actionElement", "addGroup"],
	cloneGroup: ["actionElement", "cloneGroup"],
	ungroup: ["actionElement", "ungroup"],
	lockGroup: ["actionElement", "lockGroup"],
	muteGroup: ["actionElement", "muteGroup"],
	removeGroup: ["actionElement", "removeGroup"],
	body: ["body"]
}, hn = [
	{
		key: "disabled",
		when: (e) => e.disabled
	},
	{
		key: "muted",
		when: (e) => e.muted
	},
	{
		key: "dndDragging",
		when: (e) => e.isDragging
	},
	{
		key: "dndOver",
		when: (e) => e.isOver
	},
	{
		key: "dndCopy",
		when: (e) => e.isOver && e.dropEffect === "copy"
	},
	{
		key: "dndGroup",
		when: (e) => e.isOver && e.groupItems
	},
	{
		key: "dndDropNotAllowed",
		when: (e) => e.dropNotAllowed
	},
	{
		key: "hasSubQuery",
		when: (e) => e.hasSubQuery
	}
], gn = [
	{
		key: "disabled",
		when: (e) => e.disabled
	},
	{
		key: "muted",
		when: (e) => e.muted
	},
	{
		key: "dndDragging",
		when: (e) => e.isDragging
	},
	{
		key: "dndGroup",
		when: (e) => e.isOver && e.groupItems
	}
], _n = [
	{
		key: "disabled",
		when: (e) => e.disabled
	},
	{
		key: "valid",
		when: (e) => typeof e.validationResult == "boolean" && e.validationResult
	},
	{
		key: "invalid",
		when: (e) => typeof e.validationResult == "boolean" && !e.validationResult
	}
], vn = (e, t, { classNames: n, suppressStandardClassnames: r }) => {
	let i = e.map((e) => [e, !!e.when(t)]);
	return [...i.filter(([e]) => !e.standardOnly).map(([e, t]) => t && n?.[e.key]), r || Object.fromEntries(i.map(([e, t]) => [Qt[e.key], t]))];
}, yn = (e, t, n, r) => {
	let { sources: i, conditions: a } = Array.isArray(t) ? { sources: t } : t;
	return cn(r.suppressStandardClassnames || Qt[e], ...i.map((e) => r.classNames?.[e]), ...a ? vn(a, n, r) : []);
}, bn = (e, t, n) => {
	let r = {};
	for (let [i, a] of Object.entries(e)) r[i] = yn(i, a, t, n);
	return r;
}, xn = (e) => bn(pn, {}, e), Sn = (e, t) => yn(e, pn[e], {}, t), Cn = (e) => bn(mn, e, e), wn = (e, t, n) => {
	let { classNames: r, suppressStandardClassnames: i, leadingClassNames: a = [], validationClassName: o } = n;
	return cn(...a, i || Qt[e], r?.[e], ...vn(t, n, n), o);
}, Tn = (e) => wn("rule", hn, e), En = (e) => wn("ruleGroup", gn, e), Dn = (e) => wn("queryBuilder", _n, e), On = Object.keys, kn = Object.entries, An = (e) => e === "__proto__" || e === "constructor" || e === "prototype", jn = (e) => un(e) && "name" in e && typeof e.name == "string", Mn = (e) => un(e) && "value" in e && typeof e.value == "string";
function Nn(e, t, n) {
	if (typeof e == "string") return {
		...t,
		name: e,
		value: e,
		label: n?.[e] ?? e
	};
	let r = {}, i = !!t;
	return jn(e) && !Mn(e) ? (r.value = e.name, i = !0) : !jn(e) && Mn(e) && (r.name = e.value, i = !0), i ? Object.assign({}, t, e, r) : e;
}
function Pn(e, t, n) {
	if (!Array.isArray(e)) return [];
	let r = e;
	return zn(r) ? r.map((e) => ({
		...e,
		options: e.options.map((e) => Nn(e, t, n))
	})) : r.map((e) => Nn(e, t, n));
}
function Fn(e, t) {
	return Object.fromEntries(Object.entries(e).map(([e, n]) => [e, Nn(n, t)]));
}
var In = (e) => {
	let t = /* @__PURE__ */ new Set(), n = [];
	for (let r of e) t.has(r.value ?? r.name) || (t.add(r.value ?? r.name), n.push(r));
	return e.length === n.length ? e : n;
}, Ln = (e) => Array.isArray(e) && e.length > 0 && un(e[0]) && "options" in e[0] && Array.isArray(e[0].options), Rn = (e) => {
	let t = !1;
	if (Array.isArray(e)) for (let n of e) if (jn(n) || Mn(n)) t = !0;
	else return !1;
	return t;
}, zn = (e, { allowEmpty: t = !1 } = {}) => {
	let n = !1;
	if (Array.isArray(e)) for (let r of e) if (un(r) && "options" in r && (Rn(r.options) || t && Array.isArray(r.options) && r.options.length === 0)) n = !0;
	else return !1;
	return n;
};
function Bn(e, t) {
	return (zn(e, { allowEmpty: !0 }) ? e.flatMap((e) => e.options) : e).find((e) => e.value === t || e.name === t);
}
function Vn(e) {
	if (!Array.isArray(e) || e.length === 0) return null;
	if (zn(e, { allowEmpty: !0 })) {
		for (let t of e) if (t.options.length > 0) return t.options[0].value ?? t.options[0].name;
		// v8 ignore next
		return null;
	}
	return e[0].value ?? e[0].name;
}
var Hn = (e) => {
	let t = /* @__PURE__ */ new Set(), n = /* @__PURE__ */ new Set(), r = [];
	for (let i of e) if (!t.has(i.label)) {
		t.add(i.label);
		let e = [];
		for (let t of i.options) n.has(t.value ?? t.name) || (n.add(t.value ?? t.name), e.push(Nn(t)));
		r.push({
			...i,
			options: e
		});
	}
	return r;
}, Un = (e) => {
	// v8 ignore next
	let { optionList: t, baseOption: n = {}, labelMap: r = {}, placeholder: { placeholderName: i = "~", placeholderLabel: a = qt, placeholderGroupLabel: o = qt } = {}, autoSelectOption: s = !0 } = e, c = {
		id: i,
		name: i,
		value: i,
		label: a
	}, l = t ?? [c], u, d = Array.isArray(l) ? Pn(l, n, r) : On(Fn(l, n)).map((e) => ({
		...l[e],
		name: e,
		value: e
	})).sort((e, t) => e.label.localeCompare(t.label));
	u = zn(d) ? Hn(s ? d : [{
		label: o,
		options: [c]
	}, ...d]) : In(s ? d : [c, ...d]);
	let f = {};
	if (!Array.isArray(l)) {
		let e = Fn(l, n);
		f = s ? e : {
			...e,
			[i]: c
		};
	} else if (zn(u)) for (let e of u) for (let t of e.options) f[t.value ?? 
	/* v8 ignore start -- @preserve */ t.name] = Nn(t, n);
	else for (let e of u) f[e.value ?? 
	/* v8 ignore start -- @preserve */ e.name] = Nn(e, n);
	return {
		defaultOption: c,
		optionList: u,
		optionsMap: f
	};
}, Wn = (e, t, n) => {
	let r = Nn(e), i = Nn(n);
	return r.value === i.value ? !1 : typeof r.comparator == "string" ? r[r.comparator] === i[r.comparator] : r.comparator?.(i, t) ?? 
	/* v8 ignore start -- @preserve */ !1;
}, Gn = (e, t, n) => {
	if (!e.comparator) {
		let n = (t) => (t.value ?? /* v8 ignore start -- @preserve */ t.name) !== (e.value ?? 
		/* v8 ignore start -- @preserve */ e.name);
		return zn(t) ? t.map((e) => ({
			...e,
			options: e.options.filter((e) => n(e))
		})) : t.filter((e) => n(e));
	}
	return zn(t) ? t.map((t) => ({
		...t,
		options: t.options.filter((t) => Wn(e, n, t))
	})).filter((e) => e.options.length > 0) : t.filter((t) => Wn(e, n, t));
}, Kn = (e, t) => t?.[e] ?? {
	name: e,
	value: e,
	label: e
}, qn = (e, t, n, r) => n.inputType ?? r(e, t, { fieldData: n }), Jn = (e) => {
	let t = e?.arity;
	return typeof t == "string" && t === "unary" || typeof t == "number" && t < 2;
}, Yn = (e, t, n) => {
	let r = n(e.field, e.operator, { fieldData: t });
	return e.valueSource && !Bn(r, e.valueSource) ? [...r, {
		name: e.valueSource,
		value: e.valueSource,
		label: e.valueSource
	}] : r;
}, Xn = (e) => e && e.length > 0 ? e : null, Zn = (e, t, n, r) => e.valueSource === "field" ? "select" : e.valueSource === "parameter" ? n ? ln(e.operator) === "in" || ln(e.operator) === "notin" ? "multiselect" : "select" : "text" : r(e.field, e.operator, { fieldData: t }), Qn = (e, t, n, r, i) => {
	let a = e.valueSource === "field" ? Gn(t, n, e.operator) : e.valueSource === "parameter" ? r ?? [] : i(e.field, e.operator, { fieldData: t });
	return Rn(a) || zn(a) ? Pn(a) : a;
}, $n = (e, t, n = {}, r = e.id ?? "") => n[r] ?? (typeof t.validator == "function" ? t.validator(e) : null), er = (e, t) => dn(e) ? e.combinator : Vn(t) ?? "", tr = (e, { parseNumbers: t, bigIntOnOverflow: n } = {}) => {
	if (!t || typeof e == "bigint" || typeof e == "number") return e;
	if (t === "native") return Number.parseFloat(e);
	let r = we(e, {
		allowTrailingInvalid: t === "enhanced",
		bigIntOnOverflow: n,
		romanNumerals: !1,
		round: !1
	});
	return typeof r == "bigint" || !Number.isNaN(r) ? r : e;
}, nr = /* @__PURE__ */ new Set([
	"between",
	"notBetween",
	"in",
	"notIn"
]), rr = (e) => e === "between" || e === "notBetween", ir = ({ skipHook: e, type: t, operator: n, value: r, inputType: i }) => !e && t !== "multiselect" && !nr.has(n) && (Array.isArray(r) || i === "number" && typeof r == "string" && r.includes(",")) ? {
	reset: !0,
	value: on(r, { retainEmptyStrings: !0 })[0] ?? ""
} : {
	reset: !1,
	value: r
}, ar = ({ value: e, index: t, valueAsArray: n, operator: r, values: i, listsAsArrays: a, parseNumberMethod: o }) => {
	let s = tr(e, { parseNumbers: o }), c = t === 0 && rr(r) && (n.length < 2 || n[1] === void 0);
	if (n[t] === s && !c) return a ? n : rn(n, ",");
	let l = [...n];
	return l[t] = s, c && (l[1] = Vn(i) ?? ""), a ? l : rn(l, ",");
}, or = (e, t) => {
	let n = tr(e, {
		parseNumbers: t,
		bigIntOnOverflow: !0
	});
	try {
		return BigInt(n);
	} catch {
		return n;
	}
}, sr = (e, t) => e === "bigint" || t === "in" || t === "notIn" ? "text" : e || "text", cr = (e, { multiple: t, listsAsArrays: n } = {}) => {
	if (!t) return e;
	let r = on(e);
	return n ? r : rn(r, ",");
}, lr = (e, t) => t ? on(e).map(String) : e, ur = ({ parseNumbers: e, inputType: t }) => {
	if (typeof e == "string") {
		let [n, r] = e.split("-");
		return r === "limited" ? t === "number" && n : n;
	}
	return e ? "strict" : !1;
}, dr = (e) => {
	let { mode: t, threshold: n } = e.match ?? {};
	if (!t) return null;
	if (!R(e.value)) return !1;
	let r = ln(t), i = r === "atleast" && n === 1 ? "some" : r === "atmost" && n === 0 ? "none" : r;
	return (i === "atleast" || i === "atmost" || i === "exactly") && (typeof n != "number" || n < 0) ? !1 : {
		mode: i,
		threshold: n
	};
}, fr = (e, t) => {
	let n = t, r = 0;
	for (; r < e.length && n && R(n);) {
		let t = n.rules[e[r]];
		n = typeof t == "string" ? null : t, r++;
	}
	return r < e.length ? null : n;
}, pr = (e, t) => {
	if (t.id === e) return t;
	for (let n of t.rules) if (typeof n != "string") {
		if (n.id === e) return n;
		if (R(n)) {
			let t = pr(e, n);
			if (t) return t;
		}
	}
	return null;
}, mr = (e, t) => {
	if (t.id === e) return [];
	let n = t.rules.findIndex((t) => typeof t != "string" && t.id === e);
	if (n >= 0) return [n];
	for (let [n, r] of Object.entries(t.rules)) if (R(r)) {
		let t = mr(e, r);
		if (Array.isArray(t)) return [Number.parseInt(n), ...t];
	}
	return null;
}, hr = (e) => e.slice(0, -1), gr = (e, t) => {
	if (e.length !== t.length) return !1;
	for (let n = 0; n < e.length; n++) if (e[n] !== t[n]) return !1;
	return !0;
}, _r = (e, t) => {
	if (e.length >= t.length) return !1;
	for (let n = 0; n < e.length; n++) if (e[n] !== t[n]) return !1;
	return !0;
}, vr = (e, t) => {
	let n = [], r = hr(e), i = hr(t), a = 0;
	for (; a < r.length && a < i.length && r[a] === i[a];) n.push(i[a]), a++;
	return n;
}, yr = (e, t) => {
	let n = !!t.disabled, r = t, i = 0;
	for (; i < e.length && !n && R(r);) {
		let t = r.rules[e[i]];
		un(t) && (R(t) || "field" in t && t.field) && (n = !!t.disabled, r = t), i++;
	}
	return n;
}, br = (e, t = []) => t.some((t) => gr(t, e) || _r(t, e)), xr = (e, t, { disabled: n = !1, disabledPaths: r = [] } = {}) => {
	let i = [];
	for (let a = 0; a < t; a++) {
		let t = [...e, a];
		i[a] = {
			path: t,
			disabled: n || r.some((e) => gr(t, e))
		};
	}
	return i;
}, Sr = (e) => gr([], e.path) ? "Query builder" : `Rule group at path ${e.path.join("-")}`, Cr = globalThis.crypto, wr = () => "00-0-4-2-000".replaceAll(/[^-]/g, (e) => ((Math.random() + Math.trunc(e)) * 65536 >> Number.parseInt(e)).toString(16).padStart(4, "0"));
/* v8 ignore file -- this is fine */
// v8 ignore else
if (Cr) {
	// v8 ignore else
	if (typeof Cr.randomUUID == "function") wr = () => Cr.randomUUID();
	else if (typeof Cr.getRandomValues == "function") {
		let e = /* @__PURE__ */ new Uint32Array(32);
		wr = () => {
			Cr.getRandomValues(e);
			let t = (e[0] % 16).toString(16);
			for (let n = 1; n < 32; n++) t = n === 12 ? `${t}4` : n === 16 ? `${t}${"89ab"[e[17] % 4]}` : `${t}${(e[n] % 16).toString(16)}`, (n === 7 || n === 11 || n === 15 || n === 19) && (t = `${t}-`);
			return t;
		};
	}
}
var Tr = new Ht({ autoFreeze: !1 }), Er = (e = !0) => e ? Kt : Tr.produce, Dr = {
	name: "name",
	value: "name",
	matchModes: null,
	label: "label"
}, Or = (e, t) => {
	let n = e ? Nn(e) : /* v8 ignore next -- @preserve */ Dr, r = n.matchModes ?? !1;
	return !r && t && (r = t(n.value, { fieldData: n })), r === !0 ? Zt : r === !1 ? [] : Rn(r) ? Pn(r) : r?.map((e) => Zt.find((t) => t.value === ln(e)) ?? {
		name: e,
		value: e,
		label: e
	}) ?? [];
}, kr = (e, t, n) => {
	let r = Vn(e);
	if (t.operator === "between" || t.operator === "notBetween") {
		let e = [r, r];
		return n ? e : rn(e.map((e) => e ?? /* v8 ignore start -- @preserve */ ""), ",");
	}
	return r;
}, Ar = (e, t) => {
	let { fieldData: n, fields: r, getValueEditorType: i, getValues: a, getDefaultValue: o, getParameters: s, listsAsArrays: c } = t;
	if (n?.defaultValue !== void 0 && n.defaultValue !== null) return n.defaultValue;
	if (o) return o(e, { fieldData: n });
	let l = "", u = a(e.field, e.operator, { fieldData: n });
	if (e.valueSource === "field") {
		let t = Gn(n, r, e.operator);
		l = t.length > 0 ? kr(t, e, c) : "";
	} else if (e.valueSource === "parameter") {
		let t = s ? s(e.field, e.operator, { fieldData: n }) : null;
		l = t && t.length > 0 ? Vn(t) : "";
	} else if (u.length > 0) {
		let t = i(e.field, e.operator, { fieldData: n });
		t === "multiselect" ? l = c ? [] : "" : (t === "select" || t === "radio") && (l = kr(u, e, c));
	} else i(e.field, e.operator, { fieldData: n }) === "checkbox" && (l = !1);
	return l;
}, jr = (e) => {
	let t = typeof e == "boolean" ? e : typeof e == "object" && e ? e.valid : null;
	return typeof t == "boolean" ? t ? Qt.valid : Qt.invalid : "";
}, Mr = [{
	name: "value",
	value: "value",
	label: "value"
}], Nr = {
	name: "name",
	value: "name",
	valueSources: null,
	label: "label"
}, Pr = (e, t, n) => {
	let r = e ? Nn(e) : Nr, i = r.valueSources ?? !1;
	return typeof i == "function" && (i = i(t)), !i && n && (i = n(r.value, t, { fieldData: r })), i ? Rn(i) ? Pn(i) : i.map((e) => Mr.find((t) => t.value === ln(e)) ?? {
		name: e,
		value: e,
		label: e
	}) : Mr;
}, z = (e, t, n) => {
	if (An(e)) return;
	let r = kn(t).map(([t, [r, i]]) => [t, r ?? i ?? n?.[e]?.[t]]).filter((e) => !An(e[0]) && !!e[1]);
	if (r.length > 0 || n) {
		let t = n?.[e] ?? {}, i = Object.assign({}, t, Object.fromEntries(r));
		return { [e]: i };
	}
}, B = (e, t) => {
	let n = "";
	for (let r = 0; r < t.length; r++) {
		let i = t[r]?.[e];
		if (!i) continue;
		let a = typeof i == "string" ? i : cn(i);
		a && (n = n ? `${n} ${a}` : a);
	}
	return n;
}, Fr = (...e) => ({
	queryBuilder: B("queryBuilder", e),
	ruleGroup: B("ruleGroup", e),
	header: B("header", e),
	body: B("body", e),
	combinators: B("combinators", e),
	addRule: B("addRule", e),
	addGroup: B("addGroup", e),
	cloneRule: B("cloneRule", e),
	cloneGroup: B("cloneGroup", e),
	ungroup: B("ungroup", e),
	removeGroup: B("removeGroup", e),
	rule: B("rule", e),
	fields: B("fields", e),
	operators: B("operators", e),
	value: B("value", e),
	removeRule: B("removeRule", e),
	notToggle: B("notToggle", e),
	shiftActions: B("shiftActions", e),
	undoRedoActions: B("undoRedoActions", e),
	undoAction: B("undoAction", e),
	redoAction: B("redoAction", e),
	dragHandle: B("dragHandle", e),
	lockRule: B("lockRule", e),
	lockGroup: B("lockGroup", e),
	muteRule: B("muteRule", e),
	muteGroup: B("muteGroup", e),
	muted: B("muted", e),
	valueSource: B("valueSource", e),
	actionElement: B("actionElement", e),
	valueSelector: B("valueSelector", e),
	betweenRules: B("betweenRules", e),
	valid: B("valid", e),
	invalid: B("invalid", e),
	dndDragging: B("dndDragging", e),
	dndOver: B("dndOver", e),
	dndCopy: B("dndCopy", e),
	dndGroup: B("dndGroup", e),
	dndDropNotAllowed: B("dndDropNotAllowed", e),
	dndPreviewPosition: B("dndPreviewPosition", e),
	dndHidden: B("dndHidden", e),
	disabled: B("disabled", e),
	valueListItem: B("valueListItem", e),
	matchMode: B("matchMode", e),
	matchThreshold: B("matchThreshold", e),
	branches: B("branches", e),
	hasSubQuery: B("hasSubQuery", e),
	loading: B("loading", e),
	valueDateTimeRelative: B("valueDateTimeRelative", e)
}), Ir = ({ field: e, fieldData: t, getOperators: n, operators: r, placeholder: i, baseOption: a, autoSelectOption: o }) => Un({
	optionList: t?.operators ?? n?.(e, { fieldData: t }) ?? r,
	placeholder: i,
	baseOption: a,
	labelMap: Jt,
	autoSelectOption: o
}).optionList, Lr = ({ field: e, fieldData: t, getDefaultOperator: n, getOperators: r }) => t?.defaultOperator ? t.defaultOperator : n ? typeof n == "function" ? n(e, { fieldData: t }) : n : Vn(r(e, { fieldData: t })) ?? "", Rr = ({ field: e, operator: t, fieldData: n, getValueEditorType: r }) => n?.valueEditorType ? typeof n.valueEditorType == "function" ? n.valueEditorType(t) : n.valueEditorType : r?.(e, t, { fieldData: n }) ?? "text", zr = ({ field: e, operator: t, fieldData: n, getValues: r, placeholder: i, baseOption: a, autoSelectOption: o }) => Un({
	optionList: n?.values ?? r?.(e, t, { fieldData: n }) ?? [],
	placeholder: i,
	baseOption: a,
	autoSelectOption: o
}).optionList, Br = (e, t) => e === !1 ? !1 : e ? !0 : t !== !1, Vr = (e, t) => e ? !0 : e !== !1 && !!t, Hr = (e, t, n, r) => r ? t ?? n : e ? Br(t, n) : Vr(t, n), Ur = (e = {}, t = {}, n) => kn(tn).reduce((r, [i, a]) => (r[i] = Hr(a, e[i], t[i], !n), r), {}), Wr = (e, { idGenerator: t = wr } = {}) => {
	let n = !e.id, r = dr(e);
	return !n && !r ? e : {
		...e,
		...n && { id: t() },
		...r && { value: Gr(e.value, { idGenerator: t }) }
	};
}, Gr = (e, { idGenerator: t = wr } = {}) => {
	let n = !e.id, r = !1, i = [];
	for (let n = 0; n < e.rules.length; n++) {
		let a = e.rules[n];
		if (typeof a == "string") i.push(a);
		else {
			let e = R(a) ? Gr(a, { idGenerator: t }) : Wr(a, { idGenerator: t });
			i.push(e), e !== a && (r = !0);
		}
	}
	return !n && !r ? e : {
		...e,
		...n && { id: t() },
		rules: i
	};
}, Kr = (e, { idGenerator: t = wr } = {}) => R(e) ? Gr(e, { idGenerator: t }) : Wr(e, { idGenerator: t }), qr = (e, t) => {
	let n = e.query ?? e.storeQuery ?? e.defaultQuery ?? e.fallbackQuery;
	return n.id ? n : Gr(n, t);
}, Jr = (e, { idGenerator: t = wr } = {}) => structuredClone({
	...e,
	id: t()
}), Yr = (e, { idGenerator: t = wr } = {}) => {
	if (!un(e)) return e;
	if (!R(e)) return structuredClone({
		...e,
		id: t()
	});
	let n = {
		...e,
		id: t()
	};
	return Array.isArray(n.rules) && (n.rules = e.rules.map((e) => typeof e == "string" ? e : R(e) ? Yr(e, { idGenerator: t }) : Jr(e, { idGenerator: t }))), n;
}, Xr = (e, t, n = {}, { asParent: r = !1 } = {}) => {
	if (n.queryDisabled) return r ? "parent-disabled" : "target-disabled";
	if (!n.respectDisabled || t === void 0) return null;
	let i = Array.isArray(t) ? t : mr(t, e);
	return i && (yr(i, e) || br(i, n.disabledPaths)) ? r ? "parent-disabled" : "target-disabled" : null;
}, Zr = (e, { maxLevels: t = Infinity } = {}) => !!e && e.length >= t, Qr = (e, t, n, r = {}) => Er(r.freeze)(e, (e) => $r(e, t, n, r)), $r = (e, t, n, r = {}) => {
	let { combinators: i = Xt, combinatorPreceding: a, idGenerator: o = wr, onAbort: s } = r, c = Array.isArray(n) ? fr(n, e) : pr(n, e);
	if (!c) return s?.({
		reason: "parent-not-found",
		operation: "add",
		pathOrID: n
	}), e;
	if (!R(c)) return s?.({
		reason: "parent-not-a-group",
		operation: "add",
		pathOrID: n
	}), e;
	let l = Array.isArray(n) ? n : mr(n, e), u = Xr(e, l, r, { asParent: !0 });
	if (u) return s?.({
		reason: u,
		operation: "add",
		pathOrID: n
	}), e;
	if (R(t) && Zr(l, r)) return s?.({
		reason: "max-levels-exceeded",
		operation: "add",
		pathOrID: n
	}), e;
	if (fn(c) && c.rules.length > 0) {
		let e = c.rules.at(-2);
		c.rules.push(a ?? (typeof e == "string" ? e : Vn(i)));
	}
	return c.rules.push(Kr(t, { idGenerator: o })), e;
}, ei = {
	field: 0,
	operator: 1,
	valueSource: 2,
	value: 4
}, ti = (e) => e.toSorted((e, t) => (ei[e[0]] ?? 3) - (ei[t[0]] ?? 3)), ni = (e, t, n, r) => {
	if (typeof e == "string") return {
		entries: [[e, t]],
		pathOrID: n,
		options: r ?? {}
	};
	if (Array.isArray(e)) {
		let i = t;
		return {
			entries: ti(e.map((e, t) => [e, i[t]])),
			pathOrID: n,
			options: r ?? {}
		};
	}
	return {
		entries: ti(Object.entries(e)),
		pathOrID: t,
		options: n ?? {}
	};
}, ri = (e, t, n, r) => (typeof e == "string" || Array.isArray(e) ? r : n) ?? {}, ii = (e, t, n, r, i) => {
	let { entries: a, pathOrID: o, options: s } = ni(t, n, r, i);
	for (let [t, n] of a) oi(e, t, n, o, s);
	return e;
}, ai = ((e, t, n, r, i) => Er(ri(t, n, r, i).freeze)(e, (e) => {
	ii(e, t, n, r, i);
})), oi = (e, t, n, r, i = {}) => {
	let { resetOnFieldChange: a = !0, resetOnOperatorChange: o = !1, getRuleDefaultOperator: s = () => "=", getValueSources: c = () => ["value"], getRuleDefaultValue: l = () => "", getMatchModes: u = () => [], onAbort: d } = i, f = a, p = Array.isArray(r) ? r : mr(r, e);
	if (!p) return d?.({
		reason: "target-not-found",
		operation: "update",
		pathOrID: r
	}), e;
	let m = Xr(e, p, t === "disabled" ? { queryDisabled: i.queryDisabled } : i);
	if (m) return d?.({
		reason: m,
		operation: "update",
		pathOrID: r
	}), e;
	if (t === "combinator" && !dn(e)) {
		let t = fr(hr(p), e);
		if (!t || !R(t)) return d?.({
			reason: "target-not-found",
			operation: "update",
			pathOrID: r
		}), e;
		let i = t.rules;
		return p.at(-1) % 2 == 1 ? i[p.at(-1)] === n ? d?.({
			reason: "no-change",
			operation: "update",
			pathOrID: r
		}) : i[p.at(-1)] = n : d?.({
			reason: "not-a-combinator-slot",
			operation: "update",
			pathOrID: r
		}), e;
	}
	let h = fr(p, e);
	if (!h) return d?.({
		reason: "target-not-found",
		operation: "update",
		pathOrID: r
	}), e;
	let g = R(h);
	if (h[t] === n) return d?.({
		reason: "no-change",
		operation: "update",
		pathOrID: r
	}), e;
	if (t !== "valueSource" && (h[t] = n), g) return e;
	let _ = !1, v = !1;
	if (t === "field") {
		let e = u(h.field), t = u(n);
		if (t.length === 0) delete h.match;
		else {
			let e = h.match?.mode && Bn(t, h.match.mode) ? null : Vn(t);
			e && (h.match = {
				mode: e,
				threshold: 1
			});
		}
		(e.length > 0 || t.length > 0) && (f = !0);
	}
	f && t === "field" && (h.operator = s(n), _ = !0, v = !0), o && t === "operator" && (_ = !0, v = !0);
	let y = Vn(Pr({
		name: h.field,
		value: h.field,
		label: ""
	}, h.operator, c));
	return (_ && h.valueSource && y !== h.valueSource || t === "valueSource" && n !== h.valueSource) && (v = !!h.valueSource || !h.valueSource && n !== y, h.valueSource = _ ? y : n), v && (h.value = l(h)), e;
}, si = (e, t, n = {}) => Er(n.freeze)(e, (e) => ci(e, t, n)), ci = (e, t, n = {}) => {
	let { onAbort: r } = n, i = Array.isArray(t) ? t : mr(t, e);
	if (!i) return r?.({
		reason: "target-not-found",
		operation: "remove",
		pathOrID: t
	}), e;
	if (i.length === 0) return r?.({
		reason: "root-not-allowed",
		operation: "remove",
		pathOrID: t
	}), e;
	let a = Xr(e, i, n);
	if (a) return r?.({
		reason: a,
		operation: "remove",
		pathOrID: t
	}), e;
	if (!fr(i, e)) return r?.({
		reason: "target-not-found",
		operation: "remove",
		pathOrID: t
	}), e;
	let o = i.at(-1), s = fr(hr(i), e);
	if (!dn(s) && s.rules.length > 1) {
		let e = o === 0 ? 0 : o - 1;
		s.rules.splice(e, 2);
	} else s.rules.splice(o, 1);
	return e;
}, li = (e, t, n = {}) => Er(n.freeze)(e, (e) => ui(e, t, n)), ui = (e, t, n = {}) => {
	let { onAbort: r } = n, i = Array.isArray(t) ? t : mr(t, e);
	if (!i) return r?.({
		reason: "target-not-found",
		operation: "ungroup",
		pathOrID: t
	}), e;
	if (i.length === 0) return r?.({
		reason: "root-not-allowed",
		operation: "ungroup",
		pathOrID: t
	}), e;
	let a = Xr(e, i, n);
	if (a) return r?.({
		reason: a,
		operation: "ungroup",
		pathOrID: t
	}), e;
	let o = fr(i, e);
	if (!o) return r?.({
		reason: "target-not-found",
		operation: "ungroup",
		pathOrID: t
	}), e;
	if (!R(o)) return r?.({
		reason: "target-not-a-group",
		operation: "ungroup",
		pathOrID: t
	}), e;
	let s = i.at(-1), c = fr(hr(i), e);
	if (o.rules.length === 0) {
		if (!dn(c) && c.rules.length > 1) {
			let e = s === 0 ? 0 : s - 1;
			c.rules.splice(e, 2);
		} else c.rules.splice(s, 1);
		return e;
	}
	return c.rules.splice(s, 1, ...o.rules), e;
}, di = (e, t, n) => {
	if (Array.isArray(n)) return n;
	let r = fn(e);
	if (n === "up") {
		if (gr(t, [0])) return t;
		if (t.at(-1) === 0) {
			let e = hr(t);
			return [...hr(e), Math.max(0, e.at(-1) - +!!r)];
		}
		{
			let n = [...hr(t), Math.max(0, t.at(-1) - (r ? 2 : 1))], i = fr(n, e);
			return R(i) ? [...n, i.rules.length] : [...hr(t), Math.max(0, t.at(-1) - (r ? 3 : 1))];
		}
	}
	if (n === "down") {
		if (gr([e.rules.length - 1], t)) return t;
		if (t.at(-1) === fr(hr(t), e).rules.length - 1) {
			let e = hr(t);
			return [...hr(e), e.at(-1) + 1];
		}
		{
			let n = [...hr(t), t.at(-1) + (r ? 2 : 1)];
			return R(fr(n, e)) ? [...n, 0] : [...hr(t), t.at(-1) + (r ? 3 : 2)];
		}
	}
	return t;
}, fi = (e, t, n, r = {}) => Er(r.freeze)(e, (e) => pi(e, t, n, r)), pi = (e, t, n, r = {}) => {
	let { clone: i = !1, combinators: a = Xt, idGenerator: o = wr, onAbort: s } = r, c = Array.isArray(t) ? t : mr(t, e);
	if (!c) return s?.({
		reason: "target-not-found",
		operation: "move",
		pathOrID: t
	}), e;
	let l = fr(c, e);
	if (!l) return s?.({
		reason: "target-not-found",
		operation: "move",
		pathOrID: t
	}), e;
	let u = di(e, c, n);
	if (c.length === 0) return s?.({
		reason: "root-not-allowed",
		operation: "move",
		pathOrID: t
	}), e;
	let d = Xr(e, c, r);
	if (d) return s?.({
		reason: d,
		operation: "move",
		pathOrID: t
	}), e;
	if (gr(c, u)) return s?.({
		reason: "same-location",
		operation: "move",
		pathOrID: t
	}), e;
	if (!fr(hr(u), e) || !i && _r(c, u)) return s?.({
		reason: "destination-not-found",
		operation: "move",
		pathOrID: n
	}), e;
	let f = i ? Yr(Le(l) ? Wt(l) : l, { idGenerator: o }) : l, p = fn(e), m = fr(hr(c), e), h = c.at(-1), g = p && h > 0 ? m.rules[h - 1] : null, _ = p && h < m.rules.length - 1 ? m.rules[h + 1] : null;
	if (!i) {
		let e = p ? Math.max(0, h - 1) : h, t = p ? 2 : 1;
		m.rules.splice(e, t);
	}
	let v = [...u];
	p && v.at(-1) % 2 == 1 && (v[v.length - 1] += 1);
	let y = vr(c, u);
	!i && c.length === y.length + 1 && v[y.length] > c[y.length] && (v[y.length] -= p ? 2 : 1);
	let b = fr(hr(v), e), x = v.at(-1), S = p && x > 0 ? x - 1 : x, C = (...e) => b.rules.splice(S, 0, ...e);
	return b.rules.length === 0 || !p ? C(f) : x === 0 ? h === 0 && _ ? C(f, _) : C(f, b.rules[1] ?? g ?? Vn(a)) : C(g || (b.rules[S - 2] ?? _ ?? Vn(a)), f), e;
}, mi = (e, t, n, r = {}) => Er(r.freeze)(e, (e) => hi(e, t, n, r)), hi = (e, t, n, r = {}) => {
	let { clone: i = !1, combinators: a = Xt, idGenerator: o = wr, onAbort: s } = r, c = Array.isArray(t) ? t : mr(t, e), l = Array.isArray(n) ? n : mr(n, e);
	if (!c) return s?.({
		reason: "target-not-found",
		operation: "group",
		pathOrID: t
	}), e;
	if (!l) return s?.({
		reason: "target-not-found",
		operation: "group",
		pathOrID: n
	}), e;
	let u = di(e, c, l);
	if (c.length === 0) return s?.({
		reason: "root-not-allowed",
		operation: "group",
		pathOrID: t
	}), e;
	let d = Xr(e, c, r);
	if (d) return s?.({
		reason: d,
		operation: "group",
		pathOrID: t
	}), e;
	if (gr(c, u)) return s?.({
		reason: "same-location",
		operation: "group",
		pathOrID: t
	}), e;
	if (!fr(hr(u), e) || !i && _r(c, u)) return s?.({
		reason: "destination-not-found",
		operation: "group",
		pathOrID: n
	}), e;
	let f = fr(c, e), p = fr(l, e);
	if (!f) return s?.({
		reason: "target-not-found",
		operation: "group",
		pathOrID: t
	}), e;
	if (!p) return s?.({
		reason: "target-not-found",
		operation: "group",
		pathOrID: n
	}), e;
	let m = i ? Yr(Le(f) ? Wt(f) : f, { idGenerator: o }) : f, h = fn(e), g = fr(hr(c), e), _ = c.at(-1);
	if (!i) {
		let e = h ? Math.max(0, _ - 1) : _, t = h ? 2 : 1;
		g.rules.splice(e, t);
	}
	let v = [...u], y = vr(c, u);
	!i && c.length === y.length + 1 && u[y.length] > c[y.length] && (v[y.length] -= h ? 2 : 1);
	let b = fr(hr(v), e), x = v.at(-1);
	return b.rules.splice(x, 1, Kr(h ? { rules: [
		p,
		Vn(a),
		m
	] } : {
		combinator: Vn(a),
		rules: [p, m]
	}, { idGenerator: o })), e;
}, gi = (e = {}) => {
	let { qbId: t, combinators: n, idGenerator: r, maxLevels: i = Infinity, queryDisabled: a, respectDisabled: o = !0, disabledPaths: s, resetOnFieldChange: c, resetOnOperatorChange: l, getRuleDefaultOperator: u, getValueSources: d, getRuleDefaultValue: f, getMatchModes: p, freeze: m, onAddRule: h, onAddGroup: g, onRemove: _, onMoveRule: v, onMoveGroup: y, onGroupRule: b, onGroupGroup: x, onUngroup: S, onLog: C } = e, w = (e) => C?.({
		qbId: t,
		...e
	}), T = {
		respectDisabled: o,
		queryDisabled: a,
		disabledPaths: s
	}, E = (e, t, n = !1) => !!Xr(e, t, T, { asParent: n });
	return {
		addRule: (e, t, i, a) => {
			if (E(e, i, !0)) {
				w({
					type: $t.parentPathDisabled,
					rule: t,
					parentPath: i,
					query: e
				});
				return;
			}
			let o = !h || h(t, i, e, a);
			if (!o) {
				w({
					type: $t.onAddRuleFalse,
					rule: t,
					parentPath: i,
					query: e
				});
				return;
			}
			let s = o === !0 ? t : o, c = Qr(e, s, i, {
				combinators: n,
				combinatorPreceding: s.combinatorPreceding,
				idGenerator: r,
				freeze: m
			});
			return w({
				type: $t.add,
				query: e,
				newQuery: c,
				newRule: s,
				parentPath: i
			}), c;
		},
		addGroup: (e, t, a, o) => {
			if (a.length >= i) return;
			if (E(e, a, !0)) {
				w({
					type: $t.parentPathDisabled,
					ruleGroup: t,
					parentPath: a,
					query: e
				});
				return;
			}
			let s = !g || g(t, a, e, o);
			if (!s) {
				w({
					type: $t.onAddGroupFalse,
					ruleGroup: t,
					parentPath: a,
					query: e
				});
				return;
			}
			let c = s === !0 ? t : s, l = Qr(e, c, a, {
				combinators: n,
				combinatorPreceding: c.combinatorPreceding ?? void 0,
				idGenerator: r,
				freeze: m
			});
			return w({
				type: $t.add,
				query: e,
				newQuery: l,
				newGroup: c,
				parentPath: a
			}), l;
		},
		propChange: (e, t, n, r) => {
			if (Xr(e, r, t === "disabled" ? { queryDisabled: a } : T)) {
				w({
					type: $t.pathDisabled,
					path: r,
					prop: t,
					value: n,
					query: e
				});
				return;
			}
			let i = ai(e, t, n, r, {
				resetOnFieldChange: c,
				resetOnOperatorChange: l,
				getRuleDefaultOperator: u,
				getValueSources: d,
				getRuleDefaultValue: f,
				getMatchModes: p,
				freeze: m
			});
			return w({
				type: $t.update,
				query: e,
				newQuery: i,
				prop: t,
				value: n,
				path: r
			}), i;
		},
		removeRuleOrGroup: (e, t, n) => {
			if (E(e, t)) {
				w({
					type: $t.pathDisabled,
					path: t,
					query: e
				});
				return;
			}
			let r = fr(t, e);
			/* v8 ignore next -- @preserve */
			if (!r) return;
			if (_ && !_(r, t, e, n)) {
				w({
					type: $t.onRemoveFalse,
					ruleOrGroup: r,
					path: t,
					query: e
				});
				return;
			}
			let i = si(e, t, { freeze: m });
			return w({
				type: $t.remove,
				query: e,
				newQuery: i,
				path: t,
				ruleOrGroup: r
			}), i;
		},
		moveRule: (e, t, i, a, o) => {
			if (E(e, t)) {
				w({
					type: $t.pathDisabled,
					oldPath: t,
					newPath: i,
					query: e
				});
				return;
			}
			let s = fr(t, e);
			if (!s) return;
			let c = fi(e, t, i, {
				clone: a,
				combinators: n,
				idGenerator: r,
				freeze: m
			}), l = R(s), u = l ? y : v, d = !u || u(s, t, i, e, c, {
				clone: a,
				combinators: n
			}, o);
			if (!d) {
				w({
					type: l ? $t.onMoveGroupFalse : $t.onMoveRuleFalse,
					ruleOrGroup: s,
					oldPath: t,
					newPath: i,
					clone: a,
					query: e,
					nextQuery: c
				});
				return;
			}
			let f = R(d) ? d : c;
			return w({
				type: $t.move,
				query: e,
				newQuery: f,
				oldPath: t,
				newPath: i,
				clone: a
			}), f;
		},
		groupRule: (e, t, i, a, o) => {
			if (E(e, t)) {
				w({
					type: $t.pathDisabled,
					sourcePath: t,
					targetPath: i,
					query: e
				});
				return;
			}
			let s = fr(t, e);
			if (!s) return;
			let c = mi(e, t, i, {
				clone: a,
				combinators: n,
				idGenerator: r,
				freeze: m
			}), l = R(s), u = l ? x : b, d = !u || u(s, t, i, e, c, {
				clone: a,
				combinators: n
			}, o);
			if (!d) {
				w({
					type: l ? $t.onGroupGroupFalse : $t.onGroupRuleFalse,
					ruleOrGroup: s,
					sourcePath: t,
					targetPath: i,
					clone: a,
					query: e,
					nextQuery: c
				});
				return;
			}
			let f = R(d) ? d : c;
			return w({
				type: $t.group,
				query: e,
				newQuery: f,
				sourcePath: t,
				targetPath: i,
				clone: a
			}), f;
		},
		ungroupRuleGroup: (e, t, n) => {
			if (E(e, t)) {
				w({
					type: $t.pathDisabled,
					path: t,
					query: e
				});
				return;
			}
			let r = fr(t, e);
			if (t.length === 0 || !R(r)) return;
			let i = li(e, t, { freeze: m }), a = !S || S(r, t, e, i, n);
			if (!a) {
				w({
					type: $t.onUngroupFalse,
					ruleGroup: r,
					path: t,
					query: e,
					nextQuery: i
				});
				return;
			}
			let o = R(a) ? a : i;
			return w({
				type: $t.ungroup,
				query: e,
				newQuery: o,
				path: t,
				ruleGroup: r
			}), o;
		}
	};
}, _i = ({ fields: e, getDefaultField: t, getRuleDefaultOperator: n, getValueSources: r, getMatchModes: i, getRuleDefaultValue: a, idGenerator: o = wr }) => {
	let s = Vn(e) ?? "";
	if (t) {
		if (typeof t == "function") {
			let n = t(e);
			n && (s = n);
		} else s = t;
	}
	let c = Bn(e, s), l = n(s), u = Vn(r(s, l, { fieldData: c })) ?? "value", d = Vn(i(s, { fieldData: c })), f = {
		id: o(),
		field: s,
		operator: l,
		valueSource: u,
		value: "",
		...d ? { match: {
			mode: d,
			threshold: 1
		} } : null
	};
	return {
		...f,
		value: a(f)
	};
}, vi = ({ combinators: e, addRuleToNewGroups: t, createRule: n, idGenerator: r = wr }, i) => {
	let a = r(), o = t ? [n()] : [];
	return i ? {
		id: a,
		rules: o,
		not: !1
	} : {
		id: a,
		rules: o,
		combinator: Vn(e) ?? "",
		not: !1
	};
};
it({
	query: !0,
	config: !1
}), it({
	query: !1,
	config: !0
}), it({
	query: !0,
	config: !0
});
// node_modules/redux/dist/redux.mjs
function yi(e) {
	return `Minified Redux error #${e}; visit https://redux.js.org/Errors?code=${e} for the full message or use the non-minified dev environment for full errors. `;
}
var bi = typeof Symbol == "function" && Symbol.observable || "@@observable", xi = () => Math.random().toString(36).substring(7).split("").join("."), Si = {
	INIT: `@@redux/INIT${/* @__PURE__ */ xi()}`,
	REPLACE: `@@redux/REPLACE${/* @__PURE__ */ xi()}`,
	PROBE_UNKNOWN_ACTION: () => `@@redux/PROBE_UNKNOWN_ACTION${xi()}`
};
function Ci(e) {
	if (typeof e != "object" || !e) return !1;
	let t = e;
	for (; Object.getPrototypeOf(t) !== null;) t = Object.getPrototypeOf(t);
	return Object.getPrototypeOf(e) === t || Object.getPrototypeOf(e) === null;
}
function wi(e, t, n) {
	if (typeof e != "function") throw Error(yi(2));
	if (typeof t == "function" && typeof n == "function" || typeof n == "function" && typeof arguments[3] == "function") throw Error(yi(0));
	if (typeof t == "function" && n === void 0 && (n = t, t = void 0), n !== void 0) {
		if (typeof n != "function") throw Error(yi(1));
		return n(wi)(e, t);
	}
	let r = e, i = t, a = /* @__PURE__ */ new Map(), o = a, s = 0, c = !1;
	function l() {
		o === a && (o = /* @__PURE__ */ new Map(), a.forEach((e, t) => {
			o.set(t, e);
		}));
	}
	function u() {
		if (c) throw Error(yi(3));
		return i;
	}
	function d(e) {
		if (typeof e != "function") throw Error(yi(4));
		if (c) throw Error(yi(5));
		let t = !0;
		l();
		let n = s++;
		return o.set(n, e), function() {
			if (t) {
				if (c) throw Error(yi(6));
				t = !1, l(), o.delete(n), a = null;
			}
		};
	}
	function f(e) {
		if (!Ci(e)) throw Error(yi(7));
		if (e.type === void 0) throw Error(yi(8));
		if (typeof e.type != "string") throw Error(yi(17));
		if (c) throw Error(yi(9));
		try {
			c = !0, i = r(i, e);
		} finally {
			c = !1;
		}
		return (a = o).forEach((e) => {
			e();
		}), e;
	}
	function p(e) {
		if (typeof e != "function") throw Error(yi(10));
		r = e, f({ type: Si.REPLACE });
	}
	function m() {
		let e = d;
		return {
			subscribe(t) {
				if (typeof t != "object" || !t) throw Error(yi(11));
				function n() {
					let e = t;
					e.next && e.next(u());
				}
				return n(), { unsubscribe: e(n) };
			},
			[bi]() {
				return this;
			}
		};
	}
	return f({ type: Si.INIT }), {
		dispatch: f,
		subscribe: d,
		getState: u,
		replaceReducer: p,
		[bi]: m
	};
}
function Ti(e) {
	Object.keys(e).forEach((t) => {
		let n = e[t];
		if (n(void 0, { type: Si.INIT }) === void 0) throw Error(yi(12));
		if (n(void 0, { type: Si.PROBE_UNKNOWN_ACTION() }) === void 0) throw Error(yi(13));
	});
}
function Ei(e) {
	let t = Object.keys(e), n = {};
	for (let r = 0; r < t.length; r++) {
		let i = t[r];
		typeof e[i] == "function" && (n[i] = e[i]);
	}
	let r = Object.keys(n), i;
	try {
		Ti(n);
	} catch (e) {
		i = e;
	}
	return function(e = {}, t) {
		if (i) throw i;
		let a = !1, o = {};
		for (let i = 0; i < r.length; i++) {
			let s = r[i], c = n[s], l = e[s], u = c(l, t);
			if (u === void 0) throw t && t.type, Error(yi(14));
			o[s] = u, a ||= u !== l;
		}
		return a ||= r.length !== Object.keys(e).length, a ? o : e;
	};
}
function Di(...e) {
	return e.length === 0 ? (e) => e : e.length === 1 ? e[0] : e.reduce((e, t) => (...n) => e(t(...n)));
}
function Oi(...e) {
	return (t) => (n, r) => {
		let i = t(n, r), a = () => {
			throw Error(yi(15));
		}, o = {
			getState: i.getState,
			dispatch: (e, ...t) => a(e, ...t)
		};
		return a = Di(...e.map((e) => e(o)))(i.dispatch), {
			...i,
			dispatch: a
		};
	};
}
function ki(e) {
	return Ci(e) && "type" in e && typeof e.type == "string";
}
// node_modules/redux-thunk/dist/redux-thunk.mjs
function Ai(e) {
	return ({ dispatch: t, getState: n }) => (r) => (i) => typeof i == "function" ? i(t, n, e) : r(i);
}
var ji = Ai(), Mi = Ai, Ni = typeof window < "u" && window.__REDUX_DEVTOOLS_EXTENSION_COMPOSE__ ? window.__REDUX_DEVTOOLS_EXTENSION_COMPOSE__ : function() {
	if (arguments.length !== 0) return typeof arguments[0] == "object" ? Di : Di.apply(null, arguments);
};
typeof window < "u" && window.__REDUX_DEVTOOLS_EXTENSION__ && window.__REDUX_DEVTOOLS_EXTENSION__;
function Pi(e, t) {
	function n(...n) {
		if (t) {
			let r = t(...n);
			if (!r) throw Error(_a(0));
			return {
				type: e,
				payload: r.payload,
				..."meta" in r && { meta: r.meta },
				..."error" in r && { error: r.error }
			};
		}
		return {
			type: e,
			payload: n[0]
		};
	}
	return n.toString = () => `${e}`, n.type = e, n.match = (t) => t != null && t.type === e && ki(t), n;
}
var Fi = class e extends Array {
	constructor(...t) {
		super(...t), Object.setPrototypeOf(this, e.prototype);
	}
	static get [Symbol.species]() {
		return e;
	}
	concat(...e) {
		return super.concat.apply(this, e);
	}
	prepend(...t) {
		return t.length === 1 && Array.isArray(t[0]) ? new e(...t[0].concat(this)) : new e(...t.concat(this));
	}
};
function Ii(e) {
	return Re(e) ? Kt(e, () => {}) : e;
}
function Li(e, t, n) {
	return e.has(t) ? e.get(t) : e.set(t, n(t)).get(t);
}
function Ri(e) {
	return typeof e == "boolean";
}
var zi = () => function(e) {
	let { thunk: t = !0, immutableCheck: n = !0, serializableCheck: r = !0, actionCreatorCheck: i = !0 } = e ?? {}, a = new Fi();
	return t && (Ri(t) ? a.push(ji) : a.push(Mi(t.extraArgument))), a;
}, Bi = "RTK_autoBatch", Vi = (e) => (t) => {
	setTimeout(t, e);
}, Hi = (e, t, n) => (r) => {
	let i = !1, a, o, s = () => {
		i || (i = !0, t?.(a), clearTimeout(o), r());
	};
	a = e(s), o = setTimeout(s, n);
}, Ui = (e = { type: "raf" }) => (t) => (...n) => {
	let r = t(...n), i = !0, a = !1, o = !1, s = /* @__PURE__ */ new Set(), c = e.type === "tick" ? queueMicrotask : e.type === "raf" ? typeof window < "u" && window.requestAnimationFrame ? Hi(window.requestAnimationFrame, window.cancelAnimationFrame, 100) : Vi(10) : e.type === "callback" ? e.queueNotification : Vi(e.timeout), l = () => {
		o = !1, a && (a = !1, s.forEach((e) => e()));
	};
	return Object.assign({}, r, {
		subscribe(e) {
			let t = r.subscribe(() => i && e());
			return s.add(e), () => {
				t(), s.delete(e);
			};
		},
		dispatch(e) {
			try {
				return i = !e?.meta?.[Bi], a = !i, a && (o || (o = !0, c(l))), r.dispatch(e);
			} finally {
				i = !0;
			}
		}
	});
}, Wi = (e) => function(t) {
	let { autoBatch: n = !0 } = t ?? {}, r = new Fi(e);
	return n && r.push(Ui(typeof n == "object" ? n : void 0)), r;
};
function Gi(e) {
	let t = zi(), { reducer: n = void 0, middleware: r, devTools: i = !0, duplicateMiddlewareCheck: a = !0, preloadedState: o = void 0, enhancers: s = void 0 } = e || {}, c;
	if (typeof n == "function") c = n;
	else if (Ci(n)) c = Ei(n);
	else throw Error(_a(1));
	let l;
	l = typeof r == "function" ? r(t) : t();
	let u = Di;
	i && (u = Ni({
		trace: !1,
		...typeof i == "object" && i
	}));
	let d = Wi(Oi(...l)), f = typeof s == "function" ? s(d) : d(), p = u(...f);
	return wi(c, o, p);
}
function Ki(e) {
	let t = {}, n = [], r, i = {
		addCase(e, n) {
			let r = typeof e == "string" ? e : e.type;
			if (!r) throw Error(_a(28));
			if (r in t) throw Error(_a(29));
			return t[r] = n, i;
		},
		addAsyncThunk(e, r) {
			return r.pending && (t[e.pending.type] = r.pending), r.rejected && (t[e.rejected.type] = r.rejected), r.fulfilled && (t[e.fulfilled.type] = r.fulfilled), r.settled && n.push({
				matcher: e.settled,
				reducer: r.settled
			}), i;
		},
		addMatcher(e, t) {
			return n.push({
				matcher: e,
				reducer: t
			}), i;
		},
		addDefaultCase(e) {
			return r = e, i;
		}
	};
	return e(i), [
		t,
		n,
		r
	];
}
function qi(e) {
	return typeof e == "function";
}
function Ji(e, t) {
	let [n, r, i] = Ki(t), a;
	if (qi(e)) a = () => Ii(e());
	else {
		let t = Ii(e);
		a = () => t;
	}
	function o(e, t, n) {
		if (Le(e)) {
			let r = t(e, n);
			return r === void 0 ? e : r;
		}
		if (Re(e)) return Kt(e, (e) => t(e, n));
		{
			let r = t(e, n);
			if (r === void 0) {
				if (e === null) return e;
				throw Error(_a(9));
			}
			return r;
		}
	}
	function s(e = a(), t) {
		let s = n[t.type], c;
		for (let { matcher: e, reducer: n } of r) e(t) && n && (c ??= []).push(n);
		if (!s && !c) return i ? o(e, i, t) : e;
		if (s && (e = o(e, s, t)), c) for (let n of c) e = o(e, n, t);
		return e;
	}
	return s.getInitialState = a, s;
}
var Yi = "ModuleSymbhasOwnPr-0123456789ABCDEFGHNRVfgctiUvz_KqYTJkLxpZXIjQW", Xi = (e = 21) => {
	let t = "", n = e;
	for (; n--;) t += Yi[Math.random() * 64 | 0];
	return t;
}, Zi = /* @__PURE__ */ Symbol.for("rtk-slice-createasyncthunk");
function Qi(e, t) {
	return `${e}/${t}`;
}
function $i({ creators: e } = {}) {
	let t = e?.asyncThunk?.[Zi];
	return function(e) {
		let { name: n, reducerPath: r = n } = e;
		if (!n) throw Error(_a(11));
		let i = (typeof e.reducers == "function" ? e.reducers(na()) : e.reducers) || {}, a = Object.keys(i), o = {
			sliceCaseReducersByName: {},
			sliceCaseReducersByType: {},
			actionCreators: {},
			sliceMatchers: []
		}, s = {
			addCase(e, t) {
				let n = typeof e == "string" ? e : e.type;
				if (!n) throw Error(_a(12));
				if (n in o.sliceCaseReducersByType) throw Error(_a(13));
				return o.sliceCaseReducersByType[n] = t, s;
			},
			addMatcher(e, t) {
				return o.sliceMatchers.push({
					matcher: e,
					reducer: t
				}), s;
			},
			exposeAction(e, t) {
				return o.actionCreators[e] = t, s;
			},
			exposeCaseReducer(e, t) {
				return o.sliceCaseReducersByName[e] = t, s;
			}
		};
		a.forEach((r) => {
			let a = i[r], o = {
				reducerName: r,
				type: Qi(n, r),
				createNotation: typeof e.reducers == "function"
			};
			V(a) ? aa(o, a, s, t) : ra(o, a, s);
		});
		function c() {
			let [t = {}, n = [], r = void 0] = typeof e.extraReducers == "function" ? Ki(e.extraReducers) : [e.extraReducers], i = {
				...t,
				...o.sliceCaseReducersByType
			};
			return Ji(e.initialState, (e) => {
				for (let t in i) e.addCase(t, i[t]);
				for (let t of o.sliceMatchers) e.addMatcher(t.matcher, t.reducer);
				for (let t of n) e.addMatcher(t.matcher, t.reducer);
				r && e.addDefaultCase(r);
			});
		}
		let l = (e) => e, u = /* @__PURE__ */ new Map(), d = /* @__PURE__ */ new WeakMap(), f;
		function p(e, t) {
			return f ||= c(), f(e, t);
		}
		function m() {
			return f ||= c(), f.getInitialState();
		}
		function h(t, n = !1) {
			function r(e) {
				let i = e[t];
				return i === void 0 && n && (i = Li(d, r, m)), i;
			}
			function i(t = l) {
				return Li(Li(u, n, () => /* @__PURE__ */ new WeakMap()), t, () => {
					let r = {};
					for (let [i, a] of Object.entries(e.selectors ?? {})) r[i] = ea(a, t, () => Li(d, t, m), n);
					return r;
				});
			}
			return {
				reducerPath: t,
				getSelectors: i,
				get selectors() {
					return i(r);
				},
				selectSlice: r
			};
		}
		let g = {
			name: n,
			reducer: p,
			actions: o.actionCreators,
			caseReducers: o.sliceCaseReducersByName,
			getInitialState: m,
			...h(r),
			injectInto(e, { reducerPath: t, ...n } = {}) {
				let i = t ?? r;
				return e.inject({
					reducerPath: i,
					reducer: p
				}, n), {
					...g,
					...h(i, !0)
				};
			}
		};
		return g;
	};
}
function ea(e, t, n, r) {
	function i(i, ...a) {
		let o = t(i);
		return o === void 0 && r && (o = n()), e(o, ...a);
	}
	return i.unwrapped = e, i;
}
var ta = /* @__PURE__ */ $i();
function na() {
	function e(e, t) {
		return {
			_reducerDefinitionType: "asyncThunk",
			payloadCreator: e,
			...t
		};
	}
	return e.withTypes = () => e, {
		reducer(e) {
			return Object.assign({ [e.name](...t) {
				return e(...t);
			} }[e.name], { _reducerDefinitionType: "reducer" });
		},
		preparedReducer(e, t) {
			return {
				_reducerDefinitionType: "reducerWithPrepare",
				prepare: e,
				reducer: t
			};
		},
		asyncThunk: e
	};
}
function ra({ type: e, reducerName: t, createNotation: n }, r, i) {
	let a, o;
	if ("reducer" in r) {
		if (n && !ia(r)) throw Error(_a(17));
		a = r.reducer, o = r.prepare;
	} else a = r;
	i.addCase(e, a).exposeCaseReducer(t, a).exposeAction(t, o ? Pi(e, o) : Pi(e));
}
function V(e) {
	return e._reducerDefinitionType === "asyncThunk";
}
function ia(e) {
	return e._reducerDefinitionType === "reducerWithPrepare";
}
function aa({ type: e, reducerName: t }, n, r, i) {
	if (!i) throw Error(_a(18));
	let { payloadCreator: a, fulfilled: o, pending: s, rejected: c, settled: l, options: u } = n, d = i(e, a, u);
	r.exposeAction(t, d), o && r.addCase(d.fulfilled, o), s && r.addCase(d.pending, s), c && r.addCase(d.rejected, c), l && r.addMatcher(d.settled, l), r.exposeCaseReducer(t, {
		fulfilled: o || oa,
		pending: s || oa,
		rejected: c || oa,
		settled: l || oa
	});
}
function oa() {}
var { assign: sa } = Object, ca = (e) => "reducerPath" in e && typeof e.reducerPath == "string", la = (e) => e.flatMap((e) => ca(e) ? [[e.reducerPath, e.reducer]] : Object.entries(e)), ua = Symbol.for("rtk-state-proxy-original"), da = (e) => !!e && !!e[ua], fa = (e, t, n, r) => Li(e, t, () => new Proxy(t, { get: (e, t, i) => {
	if (t === ua) return e;
	let a = Reflect.get(e, t, i);
	if (a === void 0) {
		let e = r[t];
		if (e !== void 0) return e;
		let i = n[t];
		if (i) {
			let e = i(void 0, { type: Xi() });
			if (e === void 0) throw Error(_a(24));
			return r[t] = e, e;
		}
	}
	return a;
} })), pa = (e) => {
	if (!da(e)) throw Error(_a(25));
	return e[ua];
}, ma = {}, ha = (e = ma) => e;
function ga(...e) {
	let t = /* @__PURE__ */ new WeakMap(), n = Object.fromEntries(la(e)), r = () => Object.keys(n).length ? Ei(n) : ha, i = r();
	function a(e, t) {
		return i(e, t);
	}
	a.withLazyLoadedSlices = () => a;
	let o = {}, s = (e, t = {}) => {
		let { reducerPath: s, reducer: c } = e, l = n[s];
		return !t.overrideExisting && l && l !== c || (t.overrideExisting && l !== c && delete o[s], n[s] = c, i = r()), a;
	}, c = Object.assign(function(e, r) {
		return function(i, ...a) {
			return e(fa(t, r ? r(i, ...a) : i, n, o), ...a);
		};
	}, { original: pa });
	return Object.assign(a, {
		inject: s,
		selector: c
	});
}
function _a(e) {
	return `Minified Redux Toolkit error #${e}; visit https://redux-toolkit.js.org/Errors?code=${e} for the full message or use the non-minified dev environment for full errors. `;
}
// node_modules/use-sync-external-store/cjs/use-sync-external-store-with-selector.production.js
var va = /* @__PURE__ */ o(((e) => {
	var t = f();
	function n(e, t) {
		return e === t && (e !== 0 || 1 / e == 1 / t) || e !== e && t !== t;
	}
	var r = typeof Object.is == "function" ? Object.is : n, i = t.useSyncExternalStore, a = t.useRef, o = t.useEffect, s = t.useMemo, c = t.useDebugValue;
	e.useSyncExternalStoreWithSelector = function(e, t, n, l, u) {
		var d = a(null);
		if (d.current === null) {
			var f = {
				hasValue: !1,
				value: null
			};
			d.current = f;
		} else f = d.current;
		d = s(function() {
			function e(e) {
				if (!i) {
					if (i = !0, a = e, e = l(e), u !== void 0 && f.hasValue) {
						var t = f.value;
						if (u(t, e)) return o = t;
					}
					return o = e;
				}
				if (t = o, r(a, e)) return t;
				var n = l(e);
				return u !== void 0 && u(t, n) ? (a = e, t) : (a = e, o = n);
			}
			var i = !1, a, o, s = n === void 0 ? null : n;
			return [function() {
				return e(t());
			}, s === null ? void 0 : function() {
				return e(s());
			}];
		}, [
			t,
			n,
			l,
			u
		]);
		var p = i(e, d[0], d[1]);
		return o(function() {
			f.hasValue = !0, f.value = p;
		}, [p]), c(p), p;
	};
})), ya = (/* @__PURE__ */ o(((e, t) => {
	t.exports = va();
})))();
function ba(e) {
	e();
}
function xa() {
	let e = null, t = null;
	return {
		clear() {
			e = null, t = null;
		},
		notify() {
			ba(() => {
				let t = e;
				for (; t;) t.callback(), t = t.next;
			});
		},
		get() {
			let t = [], n = e;
			for (; n;) t.push(n), n = n.next;
			return t;
		},
		subscribe(n) {
			let r = !0, i = t = {
				callback: n,
				next: null,
				prev: t
			};
			return i.prev ? i.prev.next = i : e = i, function() {
				r && e !== null && (r = !1, i.next ? i.next.prev = i.prev : t = i.prev, i.prev ? i.prev.next = i.next : e = i.next);
			};
		}
	};
}
var Sa = {
	notify() {},
	get: () => []
};
function Ca(e, t) {
	let n, r = Sa, i = 0, a = !1;
	function o(e) {
		u();
		let t = r.subscribe(e), n = !1;
		return () => {
			n || (n = !0, t(), d());
		};
	}
	function s() {
		r.notify();
	}
	function c() {
		m.onStateChange && m.onStateChange();
	}
	function l() {
		return a;
	}
	function u() {
		i++, n || (n = t ? t.addNestedSub(c) : e.subscribe(c), r = xa());
	}
	function d() {
		i--, n && i === 0 && (n(), n = void 0, r.clear(), r = Sa);
	}
	function f() {
		a || (a = !0, u());
	}
	function p() {
		a && (a = !1, d());
	}
	let m = {
		addNestedSub: o,
		notifyNestedSubs: s,
		handleChangeWrapper: c,
		isSubscribed: l,
		trySubscribe: f,
		tryUnsubscribe: p,
		getListeners: () => r
	};
	return m;
}
var wa = typeof window < "u" && window.document !== void 0 && window.document.createElement !== void 0, Ta = typeof navigator < "u" && navigator.product === "ReactNative", Ea = wa || Ta ? _.useLayoutEffect : _.useEffect, Da = /* @__PURE__ */ Symbol.for("react-redux-context"), Oa = typeof globalThis < "u" ? globalThis : {};
function ka() {
	if (!_.createContext) return {};
	let e = Oa[Da] ??= /* @__PURE__ */ new Map(), t = e.get(_.createContext);
	return t || (t = _.createContext(null), e.set(_.createContext, t)), t;
}
var H = /*#__PURE__*/ ka();
function Aa(e) {
	let { children: t, context: n, serverState: r, store: i } = e, a = _.useMemo(() => {
		let e = Ca(i);
		return {
			store: i,
			subscription: e,
			getServerState: r == null ? void 0 : () => r
		};
	}, [i, r]), o = _.useMemo(() => i.getState(), [i]);
	Ea(() => {
		let { subscription: e } = a;
		return e.onStateChange = e.notifyNestedSubs, e.trySubscribe(), o !== i.getState() && e.notifyNestedSubs(), () => {
			e.tryUnsubscribe(), e.onStateChange = void 0;
		};
	}, [a, o]);
	let s = n || H;
	return /* @__PURE__ */ _.createElement(s.Provider, { value: a }, t);
}
function ja(e = H) {
	return function() {
		return _.useContext(e);
	};
}
var Ma = /*#__PURE__*/ ja();
function Na(e = H) {
	let t = e === H ? Ma : ja(e), n = () => {
		let { store: e } = t();
		return e;
	};
	return Object.assign(n, { withTypes: () => n }), n;
}
var Pa = /*#__PURE__*/ Na();
function Fa(e = H) {
	let t = e === H ? Pa : Na(e), n = () => t().dispatch;
	return Object.assign(n, { withTypes: () => n }), n;
}
var Ia = (e, t) => e === t;
function La(e = H) {
	let t = e === H ? Ma : ja(e), n = (e, n = {}) => {
		let { equalityFn: r = Ia } = typeof n == "function" ? { equalityFn: n } : n, { store: i, subscription: a, getServerState: o } = t();
		_.useRef(!0);
		let s = _.useCallback({ [e.name](t) {
			return e(t);
		} }[e.name], [e]), c = (0, ya.useSyncExternalStoreWithSelector)(a.addNestedSub, i.getState, o || i.getState, s, r);
		return _.useDebugValue(c), c;
	};
	return Object.assign(n, { withTypes: () => n }), n;
}
// node_modules/react-querybuilder/dist/defaults-DKfW8RpV.mjs
var Ra = (e) => /* @__PURE__ */ _.createElement("button", {
	type: "button",
	"data-testid": e.testID,
	disabled: e.disabled && !e.disabledTranslation,
	className: e.className,
	title: e.disabledTranslation && e.disabled ? e.disabledTranslation.title : e.title,
	onClick: (t) => e.handleOnClick(t)
}, e.disabledTranslation && e.disabled ? e.disabledTranslation.label : e.label), za = (0, _.forwardRef)((e, t) => /* @__PURE__ */ _.createElement("span", {
	...e.dragHandleAttributes,
	"data-testid": e.testID,
	ref: t,
	className: e.className,
	title: e.title
}, e.label)), Ba = (e) => {
	let { component: t, ...n } = e, r = cn(n.schema.suppressStandardClassnames || Qt.betweenRules, n.schema.classNames.betweenRules);
	return /* @__PURE__ */ _.createElement("div", {
		className: r,
		"data-testid": L.inlineCombinator
	}, /* @__PURE__ */ _.createElement(t, {
		...n,
		testID: L.combinators
	}));
}, Va = {
	name: "",
	value: "",
	label: ""
}, Ha = (e) => [
	"atleast",
	"atmost",
	"exactly"
].includes(ln(e) ?? ""), Ua = [], Wa = (e) => {
	let { match: t, options: n, title: r, className: i, disabled: a, testID: o, schema: s, thresholdPlaceholder: c, selectorComponent: l = e.schema.controls.valueSelector, numericEditorComponent: u = e.schema.controls.valueEditor } = e, { thresholdNum: d, thresholdRule: f, thresholdSchema: p, handleChangeMode: m, handleChangeThreshold: h } = Ga(e), g = (0, _.useMemo)(() => c ? {
		...Va,
		placeholder: c
	} : Va, [c]);
	return /* @__PURE__ */ _.createElement(_.Fragment, null, /* @__PURE__ */ _.createElement(l, {
		schema: s,
		testID: o,
		className: i,
		title: r,
		handleOnChange: m,
		disabled: a,
		value: t.mode,
		options: n,
		multiple: !1,
		listsAsArrays: !1,
		path: Ua,
		level: 0
	}), Ha(t.mode) && /* @__PURE__ */ _.createElement(u, {
		skipHook: !0,
		testID: o,
		inputType: "number",
		title: r,
		className: i,
		disabled: a,
		handleOnChange: h,
		field: "",
		operator: "",
		value: d,
		valueSource: "value",
		fieldData: g,
		schema: p,
		path: Ua,
		level: 0,
		rule: f
	}));
}, Ga = (e) => {
	let { match: t, handleOnChange: n } = e, r = _.useMemo(() => typeof t.threshold == "number" ? Math.max(0, t.threshold) : 1, [t.threshold]);
	return {
		thresholdNum: r,
		thresholdRule: _.useMemo(() => ({
			field: "",
			operator: "=",
			value: r
		}), [r]),
		thresholdSchema: _.useMemo(() => ({
			...e.schema,
			parseNumbers: !0
		}), [e.schema]),
		handleChangeMode: (0, _.useCallback)((e) => {
			Ha(e) && typeof t.threshold != "number" ? n({
				...t,
				mode: e,
				threshold: 1
			}) : n({
				...t,
				mode: e
			});
		}, [n, t]),
		handleChangeThreshold: (0, _.useCallback)((e) => {
			n({
				...t,
				threshold: tr(e, { parseNumbers: !0 })
			});
		}, [n, t])
	};
}, Ka = (e) => {
	let t = _.useId();
	return /* @__PURE__ */ _.createElement("label", {
		"data-testid": e.testID,
		className: e.className,
		title: e.title,
		htmlFor: t
	}, /* @__PURE__ */ _.createElement("input", {
		id: t,
		type: "checkbox",
		onChange: (t) => e.handleOnChange(t.target.checked),
		checked: !!e.checked,
		disabled: e.disabled
	}), e.label);
}, qa = {
	errorInvalidIndependentCombinatorsProp: "QueryBuilder was rendered with a truthy independentCombinators prop. This prop is deprecated and unnecessary. Furthermore, the initial query/defaultQuery prop was of type RuleGroupType instead of type RuleGroupIC. More info: https://react-querybuilder.js.org/docs/components/querybuilder#independent-combinators",
	errorUnnecessaryIndependentCombinatorsProp: "QueryBuilder was rendered with the deprecated and unnecessary independentCombinators prop. To use independent combinators, make sure the query/defaultQuery prop is of type RuleGroupIC when the component mounts. More info: https://react-querybuilder.js.org/docs/components/querybuilder#independent-combinators",
	errorDeprecatedRuleGroupProps: "A custom RuleGroup component has rendered a standard RuleGroup component with deprecated props. The combinator, not, and rules props should not be used. Instead, the full group object should be passed as the ruleGroup prop.",
	errorDeprecatedRuleProps: "A custom RuleGroup component has rendered a standard Rule component with deprecated props. The field, operator, value, and valueSource props should not be used. Instead, the full rule object should be passed as the rule prop.",
	errorBothQueryDefaultQuery: "QueryBuilder was rendered with both query and defaultQuery props. QueryBuilder must be either controlled or uncontrolled (specify either the query prop, or the defaultQuery prop, but not both). Decide between using a controlled or uncontrolled query builder and remove one of these props. More info: https://reactjs.org/link/controlled-components",
	errorUncontrolledToControlled: "QueryBuilder is changing from an uncontrolled component to be controlled. This is likely caused by the query changing from undefined to a defined value, which should not happen. Decide between using a controlled or uncontrolled query builder for the lifetime of the component. More info: https://reactjs.org/link/controlled-components",
	errorControlledToUncontrolled: "QueryBuilder is changing from a controlled component to be uncontrolled. This is likely caused by the query changing from defined to undefined, which should not happen. Decide between using a controlled or uncontrolled query builder for the lifetime of the component. More info: https://reactjs.org/link/controlled-components",
	errorEnabledDndWithoutReactDnD: "QueryBuilder was rendered with the enableDragAndDrop prop set to true, but either react-dnd was not detected or one of react-dnd-html5-backend or react-dnd-touch-backend was not detected. To enable drag-and-drop functionality, install react-dnd and one of the backend packages and wrap QueryBuilder in QueryBuilderDnD from @react-querybuilder/dnd.",
	errorDeprecatedDebugImport: "Importing from react-querybuilder/debug is deprecated. To enable Redux DevTools for React Query Builder's internal store, set globalThis.__RQB_DEVTOOLS__ = true.",
	errorDuplicateQbId: "QueryBuilder was rendered with a qbId prop that is already in use by another mounted QueryBuilder. Each mounted query builder must have a unique qbId, so this query builder has fallen back to an automatically generated identifier. A qbId may be reused after the previous query builder has unmounted (see the preserveQueryStateOnUnmount prop), but not while it is still mounted.",
	errorShowUndoRedoWithoutProvider: "QueryBuilder was rendered with the showUndoRedo prop set to true, but no undo/redo controls were available. To enable undo/redo, wrap QueryBuilder in the QueryBuilderHistory component from react-querybuilder/history, or provide your own controlElements.undoRedoActions component.",
	errorChangedQbId: "QueryBuilder was rendered with a qbId prop that is different than the qbId it was mounted with. The qbId prop is only evaluated when the component mounts, so the new value has been ignored. To render a query builder with a different qbId, unmount the existing one first, e.g. by giving it a different React key."
}, Ja = ta({
	name: "queries",
	initialState: {},
	reducers: {
		setQueryState: {
			prepare: (e, t) => ({
				payload: e,
				meta: {
					timestamp: t?.timestamp ?? Date.now(),
					fromHistory: !!t?.fromHistory
				}
			}),
			reducer: (e, { payload: { qbId: t, query: n } }) => {
				e[t] = n;
			}
		},
		unsetQueryState: (e, { payload: { qbId: t } }) => {
			delete e[t];
		}
	},
	selectors: { getQuerySelectorById: (e, t) => e[t] }
}), Ya = _.createContext(null), Xa = ta({
	name: "warnings",
	initialState: {
		[qa.errorInvalidIndependentCombinatorsProp]: !1,
		[qa.errorUnnecessaryIndependentCombinatorsProp]: !1,
		[qa.errorDeprecatedRuleGroupProps]: !1,
		[qa.errorDeprecatedRuleProps]: !1,
		[qa.errorBothQueryDefaultQuery]: !1,
		[qa.errorUncontrolledToControlled]: !1,
		[qa.errorControlledToUncontrolled]: !1,
		[qa.errorEnabledDndWithoutReactDnD]: !1,
		[qa.errorDeprecatedDebugImport]: !1,
		[qa.errorDuplicateQbId]: !1,
		[qa.errorChangedQbId]: !1,
		[qa.errorShowUndoRedoWithoutProvider]: !1
	},
	reducers: { rqbWarn: (e, { payload: t }) => {
		e[t] || (console.error(t), e[t] = !0);
	} }
}), Za = ga(Ja, Xa).withLazyLoadedSlices(), Qa = (e) => Fa(e), $a = (e) => Na(e), eo = (e) => La(e), to = (e) => ({
	useRQB_INTERNAL_QueryBuilderDispatch: Qa(e),
	useRQB_INTERNAL_QueryBuilderStore: $a(e),
	useRQB_INTERNAL_QueryBuilderSelector: eo(e)
}), no = /* @__PURE__ */ new Map(), ro = (e) => {
	let t = (no.get(e) ?? 0) + 1;
	return no.set(e, t), t;
}, io = (e) => {
	let t = (no.get(e) ?? 0) - 1;
	return t > 0 ? (no.set(e, t), t) : (no.delete(e), 0);
}, ao = /* @__PURE__ */ new Map(), oo = (e, t) => {
	ao.set(e, t);
}, so = (e) => {
	ao.delete(e);
}, co = ({ payload: e, onQueryChange: t, options: n }) => (r) => {
	r(Ja.actions.setQueryState(e, n)), typeof t == "function" && t(e.query);
}, lo = to(Ya), uo = lo.useRQB_INTERNAL_QueryBuilderDispatch, fo = lo.useRQB_INTERNAL_QueryBuilderStore, po = lo.useRQB_INTERNAL_QueryBuilderSelector, { rqbWarn: mo } = Xa.actions, ho = {
	reducer: Za,
	preloadedState: {
		queries: Ja.getInitialState(),
		warnings: Xa.getInitialState()
	},
	middleware: (e) => e({ serializableCheck: {
		ignoredActions: [Ja.actions.setQueryState.type],
		ignoredPaths: [/^queries\b.*\.rules\.\d+\.value$/]
	} })
}, go = (e) => {
	let [t, n] = (0, _.useState)(e), [r, i] = (0, _.useState)(null);
	return e !== t && (i(t), n(e)), r;
}, _o = (e) => {
	uo();
	let { defaultQuery: t, queryProp: n } = e;
	go(!!n);
};
function vo(e, t, n) {
	uo();
}
var yo = (e) => {
	let { optionList: t, optionsMap: n, defaultOption: r } = (0, _.useMemo)(() => Un({
		placeholder: e.translations.fields,
		optionList: e.fields,
		autoSelectOption: e.autoSelectField,
		baseOption: e.baseField
	}), [
		e.autoSelectField,
		e.baseField,
		e.fields,
		e.translations.fields
	]);
	return {
		fields: t,
		fieldMap: n,
		defaultField: r
	};
}, bo = (e) => {
	let t = Gi({
		...ho,
		devTools: e ? /* v8 ignore next -- @preserve */ { name: "React Query Builder" } : !1
	});
	return t.addSlice = (e) => {
		Za.inject(e), t.dispatch({
			type: crypto.randomUUID().slice(0, 8),
			meta: `Initializing state for slice "${e.name}"`
		});
	}, t;
}, xo = null;
function So(e) {
	return xo ||= bo(e || globalThis?.__RQB_DEVTOOLS__), xo;
}
var Co = (e) => (t) => Ja.selectors.getQuerySelectorById({ queries: t.queries }, e), wo = (e, t) => {
	let n = _.useContext(Lo);
	return po(e, t) ?? n?.initialQuery;
}, To = {}, Eo = {}, Do = [], Oo = {}, ko = () => null, Ao = () => "", jo = () => !0, Mo = () => {}, No = (...e) => {
	console.log(...e);
};
function Po(e, t) {
	let { query: n, defaultQuery: r, getValueEditorSeparator: i = ko, getRuleClassname: a = Ao, getRuleGroupClassname: o = Ao, onAddRule: s = jo, onAddGroup: c = jo, onMoveRule: l = jo, onMoveGroup: u = jo, onGroupRule: d = jo, onGroupGroup: f = jo, onUngroup: p = jo, onRemove: m = jo, onQueryChange: h, showCombinatorsBetweenRules: g = !1, showNotToggle: v = !1, showShiftActions: y = !1, showCloneButtons: b = !1, showUngroupButtons: x = !1, showLockButtons: S = !1, showMuteButtons: C = !1, suppressStandardClassnames: w = !1, preserveQueryStateOnUnmount: T = !1, resetOnFieldChange: E = !0, resetOnOperatorChange: D = !1, autoSelectField: ee = !0, autoSelectOperator: te = !0, autoSelectValue: ne = !0, addRuleToNewGroups: re = !1, listsAsArrays: ie = !1, parseNumbers: ae = !1, disabled: O = !1, validator: oe, onLog: se = No, idGenerator: ce, accessibleDescriptionGenerator: le = Sr } = e, { qbId: k, resolveQbIdCollision: ue, rqbContext: A, fields: de, fieldMap: fe, combinators: j, getParameters: pe, getOperatorsMain: me, getMatchModesMain: he, getRuleDefaultOperator: ge, getSubQueryBuilderPropsMain: _e, getValueEditorTypeMain: ve, getValueSourcesMain: M, getValuesMain: N, getRuleDefaultValue: ye, getInputTypeMain: be, createRule: xe, createRuleGroup: Se } = t, { controlClassnames: Ce, controlElements: P, debugMode: we, enableDragAndDrop: Te, enableMountQueryChange: Ee, showUndoRedo: De, translations: Oe } = A, ke = !!g, Ae = !!v, je = !!y, Me = !!De, Ne = !!b, Pe = !!x, Fe = !!S, Ie = !!C, Le = !!E, Re = !!D, ze = !!ee, Be = !!te, Ve = !!ne, He = !!re, Ue = !!ie, We = !!w, Ge = !!T, Ke = (e.maxLevels ?? 0) > 0 ? Number(e.maxLevels) : Infinity, qe = (0, _.useCallback)((...e) => {
		we && se(...e);
	}, [we, se]);
	P.undoRedoActions, _o({
		defaultQuery: r,
		queryProp: n
	});
	let Je = fo(), Ye = uo(), Xe = (0, _.useMemo)(() => Co(k), [k]), Ze = wo(Xe), Qe = (0, _.useCallback)(() => Xe(Je.getState()), [Je, Xe]), $e = qr({
		query: n,
		storeQuery: Ze,
		defaultQuery: r,
		fallbackQuery: (0, _.useMemo)(() => Se(), [Se])
	}, { idGenerator: ce }), [et] = (0, _.useState)($e), tt = (0, _.useMemo)(() => ({
		...A,
		initialQuery: et
	}), [A, et]);
	(0, _.useEffect)(() => {
		n && !Object.is(n, Ze) && Ye(co({
			payload: {
				qbId: k,
				query: n
			},
			onQueryChange: void 0
		}));
	}, [
		n,
		k,
		Ze,
		Ye
	]);
	let nt = (0, _.useMemo)(() => fn($e), [$e]), rt = !!e.independentCombinators && !nt;
	vo("independentCombinators", rt || !rt && (e.independentCombinators ?? "not present") !== "not present", rt ? "invalid" : "unnecessary");
	let it = (0, _.useRef)(!1);
	(0, _.useEffect)(() => {
		it.current || (it.current = !0, Ye(co({
			payload: {
				qbId: k,
				query: $e
			},
			onQueryChange: Ee && typeof h == "function" ? h : void 0
		})));
	}, [
		Ee,
		h,
		k,
		Ye,
		$e
	]);
	let at = (0, _.useRef)($e);
	(0, _.useEffect)(() => {
		at.current = $e;
	}, [$e]);
	let ot = (0, _.useRef)(Ge);
	(0, _.useEffect)(() => {
		ot.current = Ge;
	}, [Ge]), (0, _.useEffect)(() => ro(k) > 1 ? (io(k), ue(), Mo) : (Xe(Je.getState()) || Ye(co({
		payload: {
			qbId: k,
			query: at.current
		},
		onQueryChange: void 0
	})), () => {
		io(k) === 0 && !ot.current && Ye(Ja.actions.unsetQueryState({ qbId: k }));
	}), [
		k,
		Ye,
		Je,
		Xe,
		ue
	]);
	let st = (0, _.useCallback)((e, t) => {
		Ye(co({
			payload: {
				qbId: k,
				query: e
			},
			onQueryChange: h,
			options: t
		}));
	}, [
		h,
		k,
		Ye
	]), ct = (0, _.useRef)(st);
	(0, _.useEffect)(() => {
		ct.current = st;
	}, [st]), (0, _.useEffect)(() => (oo(k, (e, t) => ct.current(e, t)), () => so(k)), [k]);
	let lt = Array.isArray(O) && O || Do, ut = O === !0, dt = $e.disabled || lt.some((e) => e.length === 0), ft = (0, _.useMemo)(() => gi({
		qbId: k,
		combinators: j,
		idGenerator: ce,
		maxLevels: Ke,
		queryDisabled: ut,
		disabledPaths: lt,
		resetOnFieldChange: Le,
		resetOnOperatorChange: Re,
		getRuleDefaultOperator: ge,
		getValueSources: M,
		getRuleDefaultValue: ye,
		getMatchModes: he,
		onAddRule: s,
		onAddGroup: c,
		onRemove: m,
		onMoveRule: l,
		onMoveGroup: u,
		onGroupRule: d,
		onGroupGroup: f,
		onUngroup: p,
		onLog: qe
	}), [
		j,
		he,
		ge,
		ye,
		M,
		ce,
		qe,
		Ke,
		c,
		s,
		f,
		d,
		p,
		u,
		l,
		m,
		k,
		ut,
		lt,
		Le,
		Re
	]), pt = (0, _.useCallback)((e) => {
		let t = Co(k)(Je.getState());
		// v8 ignore if
		if (!t) return;
		let n = e(t);
		n && st(n);
	}, [
		st,
		k,
		Je
	]), mt = (0, _.useCallback)((e, t, n) => {
		pt((r) => ft.addRule(r, e, t, n));
	}, [ft, pt]), ht = (0, _.useCallback)((e, t, n) => {
		pt((r) => ft.addGroup(r, e, t, n));
	}, [ft, pt]), gt = (0, _.useCallback)((e, t, n) => {
		pt((r) => ft.propChange(r, e, t, n));
	}, [ft, pt]), _t = (0, _.useCallback)((e, t) => {
		pt((n) => ft.removeRuleOrGroup(n, e, t));
	}, [ft, pt]), vt = (0, _.useCallback)((e, t, n, r) => {
		pt((i) => ft.moveRule(i, e, t, n, r));
	}, [ft, pt]), yt = (0, _.useCallback)((e, t, n, r) => {
		pt((i) => ft.groupRule(i, e, t, n, r));
	}, [ft, pt]), bt = (0, _.useCallback)((e, t) => {
		pt((n) => ft.ungroupRuleGroup(n, e, t));
	}, [ft, pt]), { validationResult: xt, validationMap: St } = (0, _.useMemo)(() => {
		let e = typeof oe == "function" && $e ? oe($e) : To;
		return {
			validationResult: e,
			validationMap: typeof e == "boolean" ? Eo : e
		};
	}, [$e, oe]), Ct = Te ? "enabled" : "disabled", wt = nt || ke ? "enabled" : "disabled", Tt = (0, _.useMemo)(() => typeof $e.combinator == "string" ? { combinator: $e.combinator } : Oo, [$e.combinator]), Et = (0, _.useMemo)(() => Dn({
		classNames: Ce,
		suppressStandardClassnames: We,
		disabled: ut,
		validationResult: xt
	}), [
		Ce,
		ut,
		We,
		xt
	]), Dt = (0, _.useCallback)((e) => Se(e ?? nt), [Se, nt]), Ot = (0, _.useMemo)(() => ({
		addRuleToNewGroups: He,
		accessibleDescriptionGenerator: le,
		autoSelectField: ze,
		autoSelectOperator: Be,
		autoSelectValue: Ve,
		classNames: Ce,
		combinators: j,
		getParameters: pe,
		controls: P,
		createRule: xe,
		createRuleGroup: Dt,
		disabledPaths: lt,
		enableDragAndDrop: Te,
		fieldMap: fe,
		fields: de,
		dispatchQuery: st,
		getQuery: Qe,
		getInputType: be,
		getOperators: me,
		getMatchModes: he,
		getRuleClassname: a,
		getRuleDefaultOperator: ge,
		getRuleDefaultValue: ye,
		getRuleGroupClassname: o,
		getSubQueryBuilderProps: _e,
		getValueEditorSeparator: i,
		getValueEditorType: ve,
		getValues: N,
		getValueSources: M,
		independentCombinators: nt,
		listsAsArrays: Ue,
		maxLevels: Ke,
		parseNumbers: ae,
		qbId: k,
		resetOnFieldChange: Le,
		resetOnOperatorChange: Re,
		showCloneButtons: Ne,
		showUngroupButtons: Pe,
		showCombinatorsBetweenRules: ke,
		showLockButtons: Fe,
		showMuteButtons: Ie,
		showNotToggle: Ae,
		showShiftActions: je,
		showUndoRedo: Me,
		suppressStandardClassnames: We,
		validationMap: St
	}), [
		le,
		He,
		ze,
		Be,
		Ve,
		j,
		Ce,
		P,
		xe,
		Dt,
		lt,
		st,
		Te,
		fe,
		de,
		be,
		me,
		he,
		Qe,
		a,
		ge,
		ye,
		o,
		_e,
		i,
		ve,
		N,
		M,
		pe,
		nt,
		Ue,
		Ke,
		ae,
		k,
		Le,
		Re,
		Ne,
		Pe,
		ke,
		Fe,
		Ie,
		Ae,
		je,
		Me,
		We,
		St
	]);
	return {
		actions: (0, _.useMemo)(() => ({
			moveRule: vt,
			onGroupAdd: ht,
			onGroupRemove: _t,
			onPropChange: gt,
			onRuleAdd: mt,
			onRuleRemove: _t,
			groupRule: yt,
			ungroupRuleGroup: bt
		}), [
			yt,
			vt,
			ht,
			gt,
			mt,
			_t,
			bt
		]),
		rootGroup: $e,
		rootGroupDisabled: dt,
		queryDisabled: ut,
		rqbContext: tt,
		schema: Ot,
		translations: Oe,
		wrapperClassName: Et,
		dndEnabledAttr: Ct,
		inlineCombinatorsAttr: wt,
		combinatorPropObject: Tt
	};
}
var Fo = (e) => {
	let { qbId: t, resolveQbIdCollision: n } = es(e.qbId), { fields: r, baseField: i, operators: a, baseOperator: o, combinators: s, baseCombinator: c, getParameters: l, translations: u, enableMountQueryChange: d = !0, controlClassnames: f, controlElements: p, getDefaultField: m, getDefaultOperator: h, getDefaultValue: g, getMatchModes: v, getOperators: y, getSubQueryBuilderProps: b, getValueEditorType: x, getValueSources: S, getInputType: C, getValues: w, autoSelectField: T = !0, autoSelectOperator: E = !0, autoSelectValue: D = !0, addRuleToNewGroups: ee = !1, enableDragAndDrop: te, showUndoRedo: ne, listsAsArrays: re = !1, debugMode: ie = !1, idGenerator: ae = wr } = e, [O] = (0, _.useState)(e.query ?? e.defaultQuery), oe = Qo({
		controlClassnames: f,
		controlElements: p,
		debugMode: ie,
		enableDragAndDrop: te,
		enableMountQueryChange: d,
		showUndoRedo: ne,
		translations: u,
		initialQuery: O,
		qbId: t,
		finalize: !0
	}), { translations: se } = oe, { fields: ce, fieldMap: le } = yo({
		fields: r,
		baseField: i,
		autoSelectField: T,
		translations: se
	}), { optionList: k } = (0, _.useMemo)(() => Un({
		optionList: s ?? Xt,
		labelMap: I,
		baseOption: c,
		autoSelectOption: !0
	}), [c, s]), ue = (0, _.useCallback)((e, t, n) => Un({
		optionList: l?.(e, t, n) ?? [],
		autoSelectOption: !0
	}).optionList, [l]), { optionList: A } = (0, _.useMemo)(() => Un({
		optionList: a ?? Yt,
		placeholder: se.operators,
		labelMap: Jt,
		baseOption: o,
		autoSelectOption: E
	}), [
		E,
		o,
		a,
		se.operators
	]), de = (0, _.useCallback)((e, { fieldData: t }) => Ir({
		field: e,
		fieldData: t,
		getOperators: y,
		operators: A,
		placeholder: se.operators,
		baseOption: o,
		autoSelectOption: E
	}), [
		E,
		o,
		y,
		A,
		se.operators
	]), fe = (0, _.useCallback)((e) => Lr({
		field: e,
		fieldData: le[e],
		getDefaultOperator: h,
		getOperators: (e, t) => de(e, t)
	}), [
		le,
		h,
		de
	]), j = (0, _.useCallback)((e, t, { fieldData: n }) => Rr({
		field: e,
		operator: t,
		fieldData: n,
		getValueEditorType: x
	}), [x]), pe = (0, _.useCallback)((e, t, n) => Pr(le[e], t, S), [le, S]), me = (0, _.useCallback)((e, t) => Or(le[e], v), [le, v]), he = (0, _.useCallback)((e, t) => b?.(e, t) ?? {}, [b]), ge = (0, _.useCallback)((e, t, { fieldData: n }) => zr({
		field: e,
		operator: t,
		fieldData: n,
		getValues: w,
		placeholder: se.values,
		autoSelectOption: D
	}), [
		D,
		w,
		se.values
	]), _e = (0, _.useCallback)((e) => Ar(e, {
		fieldData: le[e.field] ?? {},
		fields: ce,
		getParameters: (e, t, n) => ue(e, t, n),
		listsAsArrays: re,
		getValueEditorType: (e, t, n) => j(e, t, n),
		getValues: (e, t, n) => ge(e, t, n),
		getDefaultValue: g && ((e, t) => g(e, t))
	}), [
		le,
		ce,
		g,
		j,
		ge,
		re,
		ue
	]), ve = (0, _.useCallback)((e, t, { fieldData: n }) => {
		if (C) {
			let r = C(e, t, { fieldData: n });
			if (r) return r;
		}
		return "text";
	}, [C]), M = (0, _.useCallback)(() => _i({
		fields: ce,
		getDefaultField: m,
		getRuleDefaultOperator: (e) => fe(e),
		getValueSources: (e, t, n) => pe(e, t, n),
		getMatchModes: (e, t) => me(e, t),
		getRuleDefaultValue: (e) => _e(e),
		idGenerator: ae
	}), [
		ce,
		m,
		me,
		fe,
		_e,
		pe,
		ae
	]);
	return {
		qbId: t,
		resolveQbIdCollision: n,
		rqbContext: oe,
		fields: ce,
		fieldMap: le,
		combinators: k,
		getParameters: ue,
		getMatchModesMain: me,
		getOperatorsMain: de,
		getRuleDefaultOperator: fe,
		getSubQueryBuilderPropsMain: he,
		getValueEditorTypeMain: j,
		getValueSourcesMain: pe,
		getValuesMain: ge,
		getRuleDefaultValue: _e,
		getInputTypeMain: ve,
		createRule: M,
		createRuleGroup: (0, _.useCallback)((e) => vi({
			combinators: k,
			addRuleToNewGroups: ee,
			createRule: M,
			idGenerator: ae
		}, e), [
			ee,
			k,
			M,
			ae
		])
	};
}, Io = (e) => Po(e, Fo(e)), Lo = (0, _.createContext)({}), Ro = _.memo(function(e) {
	let t = U(e), { previewRef: n, dropRef: r, schema: { controls: { ruleGroupBodyElements: i, ruleGroupHeaderElements: a } } } = t, o = ts(t.addRule), s = ts(t.addGroup), c = ts(t.cloneGroup), l = ts(t.ungroup), u = ts(t.toggleLockGroup), d = ts(t.toggleMuteGroup), f = ts(t.removeGroup), p = ts(t.shiftGroupUp), m = ts(t.shiftGroupDown), h = (0, _.useMemo)(() => ({
		addRule: o,
		addGroup: s,
		cloneGroup: c,
		ungroup: l,
		toggleLockGroup: u,
		toggleMuteGroup: d,
		removeGroup: f,
		shiftGroupUp: p,
		shiftGroupDown: m
	}), [
		o,
		s,
		c,
		l,
		u,
		d,
		f,
		p,
		m
	]);
	return /* @__PURE__ */ _.createElement("div", {
		ref: n,
		title: t.accessibleDescription,
		className: t.outerClassName,
		"data-testid": L.ruleGroup,
		"data-not": t.ruleGroup.not ? "true" : void 0,
		"data-dragmonitorid": t.dragMonitorId,
		"data-dropmonitorid": t.dropMonitorId,
		"data-rule-group-id": t.id,
		"data-level": t.path.length,
		"data-path": JSON.stringify(t.path)
	}, /* @__PURE__ */ _.createElement("div", {
		ref: r,
		className: t.classNames.header
	}, /* @__PURE__ */ _.createElement(a, {
		...t,
		...h
	})), /* @__PURE__ */ _.createElement("div", { className: t.classNames.body }, /* @__PURE__ */ _.createElement(i, {
		...t,
		...h
	})));
}), zo = _.memo(function(e) {
	let { dragRef: t, schema: { controls: { shiftActions: n, undoRedoActions: r, dragHandle: i, combinatorSelector: a, notToggle: o, addRuleAction: s, addGroupAction: c, cloneGroupAction: l, ungroupAction: u, lockGroupAction: d, muteGroupAction: f, removeGroupAction: p } } } = e, m = (0, _.useMemo)(() => ({
		level: e.path.length,
		path: e.path,
		disabled: e.disabled,
		context: e.context,
		validation: e.validationResult,
		schema: e.schema
	}), [
		e.path,
		e.disabled,
		e.context,
		e.validationResult,
		e.schema
	]), h = (0, _.useMemo)(() => e.schema.showShiftActions ? {
		shiftUp: e.translations.shiftActionUp.title,
		shiftDown: e.translations.shiftActionDown.title
	} : void 0, [e.schema.showShiftActions, e.translations]), g = (0, _.useMemo)(() => e.schema.showShiftActions ? {
		shiftUp: e.translations.shiftActionUp.label,
		shiftDown: e.translations.shiftActionDown.label
	} : void 0, [e.schema.showShiftActions, e.translations]), v = (0, _.useMemo)(() => e.schema.showUndoRedo ? {
		undo: e.translations.undo.title,
		redo: e.translations.redo.title
	} : void 0, [e.schema.showUndoRedo, e.translations]), y = (0, _.useMemo)(() => e.schema.showUndoRedo ? {
		undo: e.classNames.undoAction,
		redo: e.classNames.redoAction
	} : void 0, [
		e.classNames.redoAction,
		e.classNames.undoAction,
		e.schema.showUndoRedo
	]), b = (0, _.useMemo)(() => e.schema.showUndoRedo ? {
		undo: e.translations.undo.label,
		redo: e.translations.redo.label
	} : void 0, [e.schema.showUndoRedo, e.translations]);
	return /* @__PURE__ */ _.createElement(_.Fragment, null, e.schema.showShiftActions && e.path.length > 0 && /* @__PURE__ */ _.createElement(n, {
		key: L.shiftActions,
		...m,
		testID: L.shiftActions,
		titles: h,
		labels: g,
		className: e.classNames.shiftActions,
		shiftUp: e.shiftGroupUp,
		shiftDown: e.shiftGroupDown,
		shiftUpDisabled: e.shiftUpDisabled,
		shiftDownDisabled: e.shiftDownDisabled,
		ruleOrGroup: e.ruleGroup
	}), e.path.length > 0 && e.schema.enableDragAndDrop && /* @__PURE__ */ _.createElement(i, {
		key: L.dragHandle,
		...m,
		testID: L.dragHandle,
		ref: t,
		title: e.translations.dragHandle.title,
		label: e.translations.dragHandle.label,
		className: e.classNames.dragHandle,
		dragHandleAttributes: e.dragHandleAttributes,
		ruleOrGroup: e.ruleGroup
	}), !e.schema.showCombinatorsBetweenRules && !e.schema.independentCombinators && /* @__PURE__ */ _.createElement(a, {
		key: L.combinators,
		...m,
		testID: L.combinators,
		options: e.schema.combinators,
		value: e.combinator,
		title: e.translations.combinators.title,
		className: e.classNames.combinators,
		handleOnChange: e.onCombinatorChange,
		rules: e.ruleGroup.rules,
		ruleGroup: e.ruleGroup
	}), e.schema.showNotToggle && /* @__PURE__ */ _.createElement(o, {
		key: L.notToggle,
		...m,
		testID: L.notToggle,
		className: e.classNames.notToggle,
		title: e.translations.notToggle.title,
		label: e.translations.notToggle.label,
		checked: e.ruleGroup.not,
		handleOnChange: e.onNotToggleChange,
		ruleGroup: e.ruleGroup
	}), /* @__PURE__ */ _.createElement(s, {
		key: L.addRule,
		...m,
		testID: L.addRule,
		label: e.translations.addRule.label,
		title: e.translations.addRule.title,
		className: e.classNames.addRule,
		handleOnClick: e.addRule,
		rules: e.ruleGroup.rules,
		ruleOrGroup: e.ruleGroup
	}), e.schema.maxLevels > e.path.length && /* @__PURE__ */ _.createElement(c, {
		key: L.addGroup,
		...m,
		testID: L.addGroup,
		label: e.translations.addGroup.label,
		title: e.translations.addGroup.title,
		className: e.classNames.addGroup,
		handleOnClick: e.addGroup,
		rules: e.ruleGroup.rules,
		ruleOrGroup: e.ruleGroup
	}), e.schema.showCloneButtons && e.path.length > 0 && /* @__PURE__ */ _.createElement(l, {
		key: L.cloneGroup,
		...m,
		testID: L.cloneGroup,
		label: e.translations.cloneRuleGroup.label,
		title: e.translations.cloneRuleGroup.title,
		className: e.classNames.cloneGroup,
		handleOnClick: e.cloneGroup,
		rules: e.ruleGroup.rules,
		ruleOrGroup: e.ruleGroup
	}), e.schema.showUngroupButtons && e.path.length > 0 && /* @__PURE__ */ _.createElement(u, {
		key: L.ungroup,
		...m,
		testID: L.ungroup,
		label: e.translations.ungroupRuleGroup.label,
		title: e.translations.ungroupRuleGroup.title,
		className: e.classNames.ungroup,
		handleOnClick: e.ungroup,
		rules: e.ruleGroup.rules,
		ruleOrGroup: e.ruleGroup
	}), e.schema.showLockButtons && /* @__PURE__ */ _.createElement(d, {
		key: L.lockGroup,
		...m,
		testID: L.lockGroup,
		label: e.translations.lockGroup.label,
		title: e.translations.lockGroup.title,
		className: e.classNames.lockGroup,
		handleOnClick: e.toggleLockGroup,
		rules: e.ruleGroup.rules,
		disabledTranslation: e.parentDisabled ? void 0 : e.translations.lockGroupDisabled,
		ruleOrGroup: e.ruleGroup
	}), e.schema.showMuteButtons && /* @__PURE__ */ _.createElement(f, {
		key: L.muteGroup,
		...m,
		testID: L.muteGroup,
		label: e.ruleGroup.muted ? e.translations.unmuteGroup.label : e.translations.muteGroup.label,
		title: e.ruleGroup.muted ? e.translations.unmuteGroup.title : e.translations.muteGroup.title,
		className: e.classNames.muteGroup,
		handleOnClick: e.toggleMuteGroup,
		rules: e.ruleGroup.rules,
		ruleOrGroup: e.ruleGroup
	}), e.schema.showUndoRedo && e.path.length === 0 && r && /* @__PURE__ */ _.createElement(r, {
		key: L.undoRedoActions,
		...m,
		testID: L.undoRedoActions,
		titles: v,
		labels: b,
		className: e.classNames.undoRedoActions,
		classNames: y,
		ruleOrGroup: e.ruleGroup
	}), e.path.length > 0 && /* @__PURE__ */ _.createElement(p, {
		key: L.removeGroup,
		...m,
		testID: L.removeGroup,
		label: e.translations.removeGroup.label,
		title: e.translations.removeGroup.title,
		className: e.classNames.removeGroup,
		handleOnClick: e.removeGroup,
		rules: e.ruleGroup.rules,
		ruleOrGroup: e.ruleGroup
	}));
}), Bo = _.memo(function(e) {
	let { schema: { controls: { combinatorSelector: t, inlineCombinator: n, ruleGroup: r, rule: i } } } = e;
	return /* @__PURE__ */ _.createElement(_.Fragment, null, e.ruleGroup.rules.map((a, o, { length: s }) => {
		let c = e.pathsMemo[o], l = c.path, u = c.disabled || typeof a != "string" && a.disabled, d = e.path.length === 0 && o === 0, f = e.path.length === 0 && o === s - 1, p = typeof a == "string" ? [...l, a].join("-") : a.id;
		return /* @__PURE__ */ _.createElement(_.Fragment, { key: p }, o > 0 && !e.schema.independentCombinators && e.schema.showCombinatorsBetweenRules && /* @__PURE__ */ _.createElement(n, {
			key: L.inlineCombinator,
			options: e.schema.combinators,
			value: e.combinator,
			title: e.translations.combinators.title,
			className: e.classNames.combinators,
			handleOnChange: e.onCombinatorChange,
			rules: e.ruleGroup.rules,
			level: e.path.length,
			context: e.context,
			validation: e.validationResult,
			component: t,
			path: l,
			disabled: e.disabled,
			schema: e.schema,
			ruleGroup: e.ruleGroup
		}), typeof a == "string" ? /* @__PURE__ */ _.createElement(n, {
			key: `${L.inlineCombinator}-independent`,
			options: e.schema.combinators,
			value: a,
			title: e.translations.combinators.title,
			className: e.classNames.combinators,
			handleOnChange: (t) => e.onIndependentCombinatorChange(t, o),
			rules: e.ruleGroup.rules,
			level: e.path.length,
			context: e.context,
			validation: e.validationResult,
			component: t,
			path: l,
			disabled: u,
			schema: e.schema,
			ruleGroup: e.ruleGroup
		}) : R(a) ? /* @__PURE__ */ _.createElement(r, {
			key: L.ruleGroup,
			id: a.id,
			schema: e.schema,
			actions: e.actions,
			path: l,
			translations: e.translations,
			ruleGroup: a,
			rules: a.rules,
			combinator: dn(a) ? a.combinator : void 0,
			not: !!a.not,
			disabled: u,
			parentDisabled: e.parentDisabled || e.disabled,
			parentMuted: e.parentMuted || e.muted,
			shiftUpDisabled: d,
			shiftDownDisabled: f,
			context: e.context
		}) : /* @__PURE__ */ _.createElement(i, {
			key: L.rule,
			id: a.id,
			rule: a,
			field: a.field,
			operator: a.operator,
			value: a.value,
			valueSource: a.valueSource,
			schema: e.schema,
			actions: e.actions,
			path: l,
			disabled: u,
			parentDisabled: e.parentDisabled || e.disabled,
			parentMuted: e.parentMuted || e.muted,
			translations: e.translations,
			shiftUpDisabled: d,
			shiftDownDisabled: f,
			context: e.context
		}));
	}));
}), U = (e) => {
	let { id: t, path: n, ruleGroup: r, schema: { qbId: i, accessibleDescriptionGenerator: a, classNames: o, combinators: s, createRule: c, createRuleGroup: l, disabledPaths: u, independentCombinators: d, validationMap: f, enableDragAndDrop: p, getRuleGroupClassname: m, suppressStandardClassnames: h }, actions: { onGroupAdd: g, onGroupRemove: v, onPropChange: y, onRuleAdd: b, moveRule: x, ungroupRuleGroup: S }, disabled: C, parentDisabled: w, parentMuted: T, shiftUpDisabled: E, shiftDownDisabled: D, combinator: ee, rules: te, not: ne, dropEffect: re = "move", groupItems: ie = !1, dragMonitorId: ae = "", dropMonitorId: O = "", previewRef: oe = null, dragRef: se = null, dropRef: ce = null, isDragging: le = !1, isOver: k = !1, dropNotAllowed: ue = !1 } = e;
	vo("ruleGroup", !r);
	let A = !!w || !!C, de = !!T || !!r?.muted, fe = (0, _.useMemo)(() => r ? er(r, s) : ee ?? Vn(s), [
		ee,
		s,
		r
	]), j = (0, _.useMemo)(() => {
		if (r) {
			if (r.combinator === fe || d) return r;
			let e = structuredClone(r);
			return e.combinator = fe, e;
		}
		return {
			rules: te,
			not: ne
		};
	}, [
		fe,
		d,
		ne,
		r,
		te
	]), pe = (0, _.useMemo)(() => Cn({
		classNames: o,
		suppressStandardClassnames: h,
		isOver: k,
		dropEffect: re,
		dropNotAllowed: ue
	}), [
		o,
		re,
		ue,
		k,
		h
	]), me = (0, _.useCallback)((e, t) => {
		A || y("combinator", e, n, t);
	}, [
		A,
		y,
		n
	]), he = (0, _.useCallback)((e, t, r) => {
		A || y("combinator", e, [...n, t], r);
	}, [
		A,
		y,
		n
	]), ge = (0, _.useCallback)((e, t) => {
		A || y("not", e, n, t);
	}, [
		A,
		y,
		n
	]), _e = (0, _.useCallback)((e, t) => {
		if (!A) {
			let e = c();
			b(e, n, t);
		}
	}, [
		c,
		A,
		b,
		n
	]), ve = (0, _.useCallback)((e, t) => {
		if (!A) {
			let e = l();
			g(e, n, t);
		}
	}, [
		l,
		A,
		g,
		n
	]), M = (0, _.useCallback)((e, t) => {
		if (!A) {
			let e = [...hr(n), n.at(-1) + 1];
			x(n, e, !0, t);
		}
	}, [
		A,
		x,
		n
	]), N = (0, _.useCallback)((e, t) => {
		A || S(n, t);
	}, [
		A,
		n,
		S
	]), ye = (0, _.useCallback)((e, t) => {
		!A && !E && x(n, "up", e?.altKey, t);
	}, [
		A,
		x,
		n,
		E
	]), be = (0, _.useCallback)((e, t) => {
		!A && !D && x(n, "down", e?.altKey, t);
	}, [
		A,
		x,
		n,
		D
	]), xe = (0, _.useCallback)((e, t) => {
		y("disabled", !A, n, t);
	}, [
		A,
		y,
		n
	]), Se = (0, _.useCallback)((e, t) => {
		y("muted", !j.muted, n, t);
	}, [
		j.muted,
		y,
		n
	]), Ce = (0, _.useCallback)((e) => {
		A || v(n);
	}, [
		A,
		v,
		n
	]), P = f[t ?? /* v8 ignore start -- @preserve */ ""], we = (0, _.useMemo)(() => jr(P), [P]), Te = (0, _.useMemo)(() => d ? null : Bn(s, fe)?.className ?? "", [
		fe,
		s,
		d
	]), Ee = (0, _.useMemo)(() => m(j), [m, j]), De = (0, _.useMemo)(() => En({
		classNames: o,
		suppressStandardClassnames: h,
		leadingClassNames: [Ee, Te],
		disabled: A,
		muted: de,
		isDragging: le,
		isOver: k,
		groupItems: ie,
		validationClassName: we
	}), [
		o,
		Te,
		A,
		de,
		ie,
		le,
		k,
		Ee,
		h,
		we
	]), Oe = $o({
		disabled: A,
		disabledPaths: u,
		path: n,
		nestedArray: j.rules
	}), ke = (0, _.useMemo)(() => a({
		path: n,
		qbId: i
	}), [
		a,
		n,
		i
	]);
	return {
		...e,
		addGroup: ve,
		addRule: _e,
		accessibleDescription: ke,
		classNames: pe,
		cloneGroup: M,
		ungroup: N,
		combinator: fe,
		disabled: A,
		dragMonitorId: ae,
		dragRef: se,
		dropMonitorId: O,
		dropRef: ce,
		isDragging: le,
		isOver: k,
		muted: de,
		onCombinatorChange: me,
		onGroupAdd: g,
		onIndependentCombinatorChange: he,
		onNotToggleChange: ge,
		outerClassName: De,
		parentDisabled: w,
		pathsMemo: Oe,
		previewRef: oe,
		removeGroup: Ce,
		ruleGroup: j,
		shiftGroupUp: ye,
		shiftGroupDown: be,
		toggleLockGroup: xe,
		toggleMuteGroup: Se,
		validationClassName: we,
		validationResult: P
	};
}, W = (e) => /* @__PURE__ */ _.createElement("div", {
	"data-testid": e.testID,
	className: e.className
}, /* @__PURE__ */ _.createElement("button", {
	type: "button",
	disabled: e.disabled || e.shiftUpDisabled,
	onClick: e.shiftUp,
	title: e.titles?.shiftUp
}, e.labels?.shiftUp), /* @__PURE__ */ _.createElement("button", {
	type: "button",
	disabled: e.disabled || e.shiftDownDisabled,
	onClick: e.shiftDown,
	title: e.titles?.shiftDown
}, e.labels?.shiftDown)), Vo = ({ name: e, disabled: t, checked: n, label: r, handleOnChange: i }) => {
	let a = _.useId();
	return /* @__PURE__ */ _.createElement("label", { htmlFor: a }, /* @__PURE__ */ _.createElement("input", {
		id: a,
		type: "radio",
		value: e,
		disabled: t,
		checked: n,
		onChange: (e) => i(e.target.value)
	}), r);
}, Ho = (e) => {
	let { operator: t, value: n, handleOnChange: r, title: i, className: a, type: o = "text", inputType: s, values: c = [], listsAsArrays: l, fieldData: u, disabled: d, separator: f = null, testID: p, selectorComponent: m = e.schema.controls.valueSelector, parseNumbers: h, skipHook: g, valueSource: v, ...y } = e, { valueAsArray: b, multiValueHandler: x, bigIntValueHandler: S, parseNumberMethod: C, valueListItemClassName: w, inputTypeCoerced: T } = Uo(e);
	if (t === "null" || t === "notNull") return null;
	let E = u?.placeholder ?? "";
	if ((t === "between" || t === "notBetween") && (o === "select" || o === "text")) {
		let t = ["from", "to"].map((t, n) => o === "text" ? /* @__PURE__ */ _.createElement("input", {
			key: t,
			type: T,
			placeholder: E,
			value: b[n] ?? "",
			title: i,
			className: w,
			disabled: d,
			onChange: (e) => x(e.target.value, n)
		}) : /* @__PURE__ */ _.createElement(m, {
			key: t,
			...y,
			schema: e.schema,
			title: i,
			className: w,
			handleOnChange: (e) => x(e, n),
			disabled: d,
			value: b[n] ?? Vn(c),
			options: c,
			listsAsArrays: l
		}));
		return /* @__PURE__ */ _.createElement("span", {
			"data-testid": p,
			className: a,
			title: i
		}, t[0], f, t[1]);
	}
	switch (o) {
		case "select":
		case "multiselect": return /* @__PURE__ */ _.createElement(m, {
			...y,
			schema: e.schema,
			testID: p,
			className: a,
			title: i,
			handleOnChange: r,
			disabled: d,
			value: n,
			options: c,
			multiple: o === "multiselect",
			listsAsArrays: l
		});
		case "textarea": return /* @__PURE__ */ _.createElement("textarea", {
			"data-testid": p,
			placeholder: E,
			value: n,
			title: i,
			className: a,
			disabled: d,
			onChange: (e) => r(e.target.value)
		});
		case "switch":
		case "checkbox": return /* @__PURE__ */ _.createElement("input", {
			"data-testid": p,
			type: "checkbox",
			className: a,
			title: i,
			onChange: (e) => r(e.target.checked),
			checked: !!n,
			disabled: d
		});
		case "radio": return /* @__PURE__ */ _.createElement("span", {
			"data-testid": p,
			className: a,
			title: i
		}, c.map((e) => /* @__PURE__ */ _.createElement(Vo, {
			key: e.name,
			name: e.name,
			disabled: d,
			checked: n === e.name,
			handleOnChange: r,
			label: e.label
		})));
	}
	return s === "bigint" ? /* @__PURE__ */ _.createElement("input", {
		"data-testid": p,
		type: T,
		placeholder: E,
		value: `${n}`,
		title: i,
		className: a,
		disabled: d,
		onChange: (e) => S(e.target.value)
	}) : /* @__PURE__ */ _.createElement("input", {
		"data-testid": p,
		type: T,
		placeholder: E,
		value: n,
		title: i,
		className: a,
		disabled: d,
		onChange: (e) => r(tr(e.target.value, { parseNumbers: C }))
	});
}, Uo = (e) => {
	let { handleOnChange: t, inputType: n, operator: r, value: i, listsAsArrays: a, parseNumbers: o, values: s, type: c, skipHook: l, schema: { classNames: u, suppressStandardClassnames: d } } = e;
	(0, _.useEffect)(() => {
		let { reset: e, value: a } = ir({
			skipHook: l,
			type: c ?? void 0,
			operator: r,
			value: i,
			inputType: n
		});
		e && t(a);
	}, [
		t,
		n,
		r,
		l,
		c,
		i
	]);
	let f = (0, _.useMemo)(() => on(i, { retainEmptyStrings: !0 }), [i]), p = (0, _.useMemo)(() => ur({
		parseNumbers: o,
		inputType: n
	}), [n, o]);
	return {
		valueAsArray: f,
		multiValueHandler: (0, _.useCallback)((e, n) => {
			t(ar({
				value: e,
				index: n,
				valueAsArray: f,
				operator: r,
				values: s,
				listsAsArrays: a,
				parseNumberMethod: p
			}));
		}, [
			t,
			a,
			r,
			p,
			f,
			s
		]),
		bigIntValueHandler: (0, _.useCallback)((e) => {
			t(or(e, p));
		}, [t, p]),
		parseNumberMethod: p,
		valueListItemClassName: Sn("valueListItem", {
			classNames: u,
			suppressStandardClassnames: d
		}),
		inputTypeCoerced: sr(n, r)
	};
}, Wo = (e) => {
	let { multiple: t, onChange: n } = e;
	return (0, _.useMemo)(() => t ? (e) => n(Array.from(e.target.selectedOptions).map((e) => e.value)) : (e) => n(e.target.value), [t, n]);
}, Go = (e) => Ln(e) ? e.map((e) => /* @__PURE__ */ _.createElement("optgroup", {
	key: e.label,
	label: e.label
}, e.options.map((e) => /* @__PURE__ */ _.createElement("option", {
	key: e.name,
	value: e.name,
	disabled: e.disabled
}, e.label)))) : Array.isArray(e) ? e.map((e) => /* @__PURE__ */ _.createElement("option", {
	key: e.name,
	value: e.name,
	disabled: e.disabled
}, e.label)) : null, Ko = (e) => {
	let { onChange: t, val: n } = qo(e), r = Wo({
		multiple: e.multiple,
		onChange: t
	});
	return /* @__PURE__ */ _.createElement("select", {
		"data-testid": e.testID,
		className: e.className,
		value: n,
		title: e.title,
		disabled: e.disabled,
		multiple: !!e.multiple,
		onChange: r
	}, Go(e.options));
}, qo = (e) => {
	let { handleOnChange: t, listsAsArrays: n = !1, multiple: r = !1, value: i } = e;
	return {
		onChange: (0, _.useCallback)((e) => {
			t(cr(e, {
				multiple: r,
				listsAsArrays: n
			}));
		}, [
			t,
			n,
			r
		]),
		val: (0, _.useMemo)(() => lr(i, r), [r, i])
	};
}, Jo = ({ props: e }) => {
	let t = Io(e), n = t.schema.controls.ruleGroup, r = Lo;
	return /* @__PURE__ */ _.createElement(r.Provider, {
		key: t.dndEnabledAttr,
		value: t.rqbContext
	}, /* @__PURE__ */ _.createElement("div", {
		role: "form",
		className: t.wrapperClassName,
		"data-dnd": t.dndEnabledAttr,
		"data-inlinecombinators": t.inlineCombinatorsAttr
	}, /* @__PURE__ */ _.createElement(n, {
		translations: t.translations,
		ruleGroup: t.rootGroup,
		rules: t.rootGroup.rules,
		...t.combinatorPropObject,
		not: !!t.rootGroup.not,
		schema: t.schema,
		actions: t.actions,
		id: t.rootGroup.id,
		path: en,
		disabled: t.rootGroupDisabled,
		shiftUpDisabled: !0,
		shiftDownDisabled: !0,
		parentDisabled: t.queryDisabled,
		context: e.context
	})));
}, Yo = () => null, Xo = (0, _.forwardRef)(Yo), Zo = {}, Qo = ({ finalize: e, ...t }) => {
	let n = (0, _.useContext)(Lo), r = (0, _.useMemo)(() => Ur(t, n, e), [
		t,
		n,
		e
	]), i = e ? n.enableDragAndDrop !== !1 && Hr(!1, t.enableDragAndDrop, n.enableDragAndDrop) : t.enableDragAndDrop ?? n.enableDragAndDrop, a = (0, _.useMemo)(() => Fr(n.controlClassnames, t.controlClassnames), [n.controlClassnames, t.controlClassnames]), o = (0, _.useMemo)(() => ({
		actionElement: a.actionElement,
		addGroup: a.addGroup,
		addRule: a.addRule,
		body: a.body,
		cloneGroup: a.cloneGroup,
		cloneRule: a.cloneRule,
		ungroup: a.ungroup,
		combinators: a.combinators,
		dragHandle: a.dragHandle,
		fields: a.fields,
		header: a.header,
		lockGroup: a.lockGroup,
		lockRule: a.lockRule,
		muteGroup: a.muteGroup,
		muteRule: a.muteRule,
		muted: a.muted,
		notToggle: a.notToggle,
		operators: a.operators,
		queryBuilder: a.queryBuilder,
		removeGroup: a.removeGroup,
		removeRule: a.removeRule,
		rule: a.rule,
		ruleGroup: a.ruleGroup,
		shiftActions: a.shiftActions,
		undoRedoActions: a.undoRedoActions,
		undoAction: a.undoAction,
		redoAction: a.redoAction,
		value: a.value,
		valueSelector: a.valueSelector,
		valueSource: a.valueSource,
		betweenRules: a.betweenRules,
		valid: a.valid,
		invalid: a.invalid,
		dndDragging: a.dndDragging,
		dndOver: a.dndOver,
		dndCopy: a.dndCopy,
		dndGroup: a.dndGroup,
		dndDropNotAllowed: a.dndDropNotAllowed,
		dndPreviewPosition: a.dndPreviewPosition,
		dndHidden: a.dndHidden,
		disabled: a.disabled,
		valueListItem: a.valueListItem,
		matchMode: a.matchMode,
		matchThreshold: a.matchThreshold,
		branches: a.branches,
		hasSubQuery: a.hasSubQuery,
		loading: a.loading,
		valueDateTimeRelative: a.valueDateTimeRelative
	}), [
		a.actionElement,
		a.addGroup,
		a.addRule,
		a.betweenRules,
		a.body,
		a.branches,
		a.cloneGroup,
		a.cloneRule,
		a.ungroup,
		a.combinators,
		a.disabled,
		a.dndCopy,
		a.dndDropNotAllowed,
		a.dndPreviewPosition,
		a.dndHidden,
		a.dndGroup,
		a.dndDragging,
		a.dndOver,
		a.dragHandle,
		a.fields,
		a.hasSubQuery,
		a.header,
		a.invalid,
		a.loading,
		a.lockGroup,
		a.lockRule,
		a.muteGroup,
		a.muteRule,
		a.muted,
		a.matchMode,
		a.matchThreshold,
		a.notToggle,
		a.operators,
		a.queryBuilder,
		a.removeGroup,
		a.removeRule,
		a.rule,
		a.ruleGroup,
		a.shiftActions,
		a.undoRedoActions,
		a.undoAction,
		a.redoAction,
		a.valid,
		a.value,
		a.valueDateTimeRelative,
		a.valueListItem,
		a.valueSelector,
		a.valueSource
	]), s = n.controlElements ?? Zo, c = t.controlElements ?? Zo, l = (0, _.useCallback)((t, n, r) => {
		let i = t === "dragHandle" ? Xo : Yo, a = (t.endsWith("Action") && c.actionElement ? c.actionElement : void 0) ?? (t.endsWith("Selector") && c.valueSelector ? c.valueSelector : void 0), o = (t.endsWith("Action") && s.actionElement ? s.actionElement : void 0) ?? (t.endsWith("Selector") && s.valueSelector ? s.valueSelector : void 0), l = n === null ? i : n ?? (e ? a : void 0) ?? (r === null ? i : r ?? (e ? o : void 0));
		return l ? { [t]: l } : e ? { [t]: ls[t] } : Zo;
	}, [
		s.actionElement,
		s.valueSelector,
		e,
		c.actionElement,
		c.valueSelector
	]), u = (0, _.useMemo)(() => Object.assign({}, l("addGroupAction", c.addGroupAction, s.addGroupAction), l("addRuleAction", c.addRuleAction, s.addRuleAction), l("cloneGroupAction", c.cloneGroupAction, s.cloneGroupAction), l("cloneRuleAction", c.cloneRuleAction, s.cloneRuleAction), l("ungroupAction", c.ungroupAction, s.ungroupAction), l("combinatorSelector", c.combinatorSelector, s.combinatorSelector), l("dragHandle", c.dragHandle, s.dragHandle), l("fieldSelector", c.fieldSelector, s.fieldSelector), l("inlineCombinator", c.inlineCombinator, s.inlineCombinator), l("lockGroupAction", c.lockGroupAction, s.lockGroupAction), l("lockRuleAction", c.lockRuleAction, s.lockRuleAction), l("muteGroupAction", c.muteGroupAction, s.muteGroupAction), l("muteRuleAction", c.muteRuleAction, s.muteRuleAction), l("notToggle", c.notToggle, s.notToggle), l("operatorSelector", c.operatorSelector, s.operatorSelector), l("removeGroupAction", c.removeGroupAction, s.removeGroupAction), l("removeRuleAction", c.removeRuleAction, s.removeRuleAction), l("shiftActions", c.shiftActions, s.shiftActions), l("undoRedoActions", c.undoRedoActions, s.undoRedoActions), { valueEditor: c.valueEditor === null ? Yo : c.valueEditor ?? (s.valueEditor === null ? Yo : s.valueEditor) ?? ls.valueEditor }, l("valueSourceSelector", c.valueSourceSelector, s.valueSourceSelector), l("matchModeEditor", c.matchModeEditor, s.matchModeEditor), l("rule", c.rule, s.rule), l("ruleGroup", c.ruleGroup, s.ruleGroup), l("ruleGroupBodyElements", c.ruleGroupBodyElements, s.ruleGroupBodyElements), l("ruleGroupHeaderElements", c.ruleGroupHeaderElements, s.ruleGroupHeaderElements), { actionElement: c.actionElement ?? s.actionElement ?? (e ? ls.actionElement : void 0) }, { valueSelector: c.valueSelector ?? s.valueSelector ?? (e ? ls.valueSelector : void 0) }), [
		s.actionElement,
		s.addGroupAction,
		s.addRuleAction,
		s.cloneGroupAction,
		s.cloneRuleAction,
		s.ungroupAction,
		s.combinatorSelector,
		s.dragHandle,
		s.fieldSelector,
		s.inlineCombinator,
		s.lockGroupAction,
		s.lockRuleAction,
		s.muteGroupAction,
		s.muteRuleAction,
		s.matchModeEditor,
		s.notToggle,
		s.operatorSelector,
		s.removeGroupAction,
		s.removeRuleAction,
		s.rule,
		s.ruleGroup,
		s.ruleGroupBodyElements,
		s.ruleGroupHeaderElements,
		s.shiftActions,
		s.undoRedoActions,
		s.valueEditor,
		s.valueSelector,
		s.valueSourceSelector,
		l,
		e,
		c.actionElement,
		c.addGroupAction,
		c.addRuleAction,
		c.cloneGroupAction,
		c.cloneRuleAction,
		c.ungroupAction,
		c.combinatorSelector,
		c.dragHandle,
		c.fieldSelector,
		c.inlineCombinator,
		c.lockGroupAction,
		c.lockRuleAction,
		c.muteGroupAction,
		c.muteRuleAction,
		c.matchModeEditor,
		c.notToggle,
		c.operatorSelector,
		c.removeGroupAction,
		c.removeRuleAction,
		c.rule,
		c.ruleGroup,
		c.ruleGroupBodyElements,
		c.ruleGroupHeaderElements,
		c.shiftActions,
		c.undoRedoActions,
		c.valueEditor,
		c.valueSelector,
		c.valueSourceSelector
	]), d = t.translations ?? Zo, f = n.translations ?? Zo, p = (0, _.useMemo)(() => Object.assign({}, z("addGroup", {
		label: [d.addGroup?.label, f.addGroup?.label],
		title: [d.addGroup?.title, f.addGroup?.title]
	}, e ? F : void 0), z("addRule", {
		label: [d.addRule?.label, f.addRule?.label],
		title: [d.addRule?.title, f.addRule?.title]
	}, e ? F : void 0), z("cloneRule", {
		label: [d.cloneRule?.label, f.cloneRule?.label],
		title: [d.cloneRule?.title, f.cloneRule?.title]
	}, e ? F : void 0), z("cloneRuleGroup", {
		label: [d.cloneRuleGroup?.label, f.cloneRuleGroup?.label],
		title: [d.cloneRuleGroup?.title, f.cloneRuleGroup?.title]
	}, e ? F : void 0), z("ungroupRuleGroup", {
		label: [d.ungroupRuleGroup?.label, f.ungroupRuleGroup?.label],
		title: [d.ungroupRuleGroup?.title, f.ungroupRuleGroup?.title]
	}, e ? F : void 0), z("combinators", { title: [d.combinators?.title, f.combinators?.title] }, e ? F : void 0), z("dragHandle", {
		label: [d.dragHandle?.label, f.dragHandle?.label],
		title: [d.dragHandle?.title, f.dragHandle?.title]
	}, e ? F : void 0), z("fields", {
		placeholderGroupLabel: [d.fields?.placeholderGroupLabel, f.fields?.placeholderGroupLabel],
		placeholderLabel: [d.fields?.placeholderLabel, f.fields?.placeholderLabel],
		placeholderName: [d.fields?.placeholderName, f.fields?.placeholderName],
		title: [d.fields?.title, f.fields?.title]
	}, e ? F : void 0), z("lockGroup", {
		label: [d.lockGroup?.label, f.lockGroup?.label],
		title: [d.lockGroup?.title, f.lockGroup?.title]
	}, e ? F : void 0), z("lockGroupDisabled", {
		label: [d.lockGroupDisabled?.label, f.lockGroupDisabled?.label],
		title: [d.lockGroupDisabled?.title, f.lockGroupDisabled?.title]
	}, e ? F : void 0), z("lockRule", {
		label: [d.lockRule?.label, f.lockRule?.label],
		title: [d.lockRule?.title, f.lockRule?.title]
	}, e ? F : void 0), z("lockRuleDisabled", {
		label: [d.lockRuleDisabled?.label, f.lockRuleDisabled?.label],
		title: [d.lockRuleDisabled?.title, f.lockRuleDisabled?.title]
	}, e ? F : void 0), z("muteGroup", {
		label: [d.muteGroup?.label, f.muteGroup?.label],
		title: [d.muteGroup?.title, f.muteGroup?.title]
	}, e ? F : void 0), z("unmuteGroup", {
		label: [d.unmuteGroup?.label, f.unmuteGroup?.label],
		title: [d.unmuteGroup?.title, f.unmuteGroup?.title]
	}, e ? F : void 0), z("muteRule", {
		label: [d.muteRule?.label, f.muteRule?.label],
		title: [d.muteRule?.title, f.muteRule?.title]
	}, e ? F : void 0), z("unmuteRule", {
		label: [d.unmuteRule?.label, f.unmuteRule?.label],
		title: [d.unmuteRule?.title, f.unmuteRule?.title]
	}, e ? F : void 0), z("notToggle", {
		label: [d.notToggle?.label, f.notToggle?.label],
		title: [d.notToggle?.title, f.notToggle?.title]
	}, e ? F : void 0), z("operators", {
		placeholderGroupLabel: [d.operators?.placeholderGroupLabel, f.operators?.placeholderGroupLabel],
		placeholderLabel: [d.operators?.placeholderLabel, f.operators?.placeholderLabel],
		placeholderName: [d.operators?.placeholderName, f.operators?.placeholderName],
		title: [d.operators?.title, f.operators?.title]
	}, e ? F : void 0), z("values", {
		placeholderGroupLabel: [d.values?.placeholderGroupLabel, f.values?.placeholderGroupLabel],
		placeholderLabel: [d.values?.placeholderLabel, f.values?.placeholderLabel],
		placeholderName: [d.values?.placeholderName, f.values?.placeholderName],
		title: [d.values?.title, f.values?.title]
	}, e ? F : void 0), z("removeGroup", {
		label: [d.removeGroup?.label, f.removeGroup?.label],
		title: [d.removeGroup?.title, f.removeGroup?.title]
	}, e ? F : void 0), z("removeRule", {
		label: [d.removeRule?.label, f.removeRule?.label],
		title: [d.removeRule?.title, f.removeRule?.title]
	}, e ? F : void 0), z("shiftActionDown", {
		label: [d.shiftActionDown?.label, f.shiftActionDown?.label],
		title: [d.shiftActionDown?.title, f.shiftActionDown?.title]
	}, e ? F : void 0), z("shiftActionUp", {
		label: [d.shiftActionUp?.label, f.shiftActionUp?.label],
		title: [d.shiftActionUp?.title, f.shiftActionUp?.title]
	}, e ? F : void 0), z("undo", {
		label: [d.undo?.label, f.undo?.label],
		title: [d.undo?.title, f.undo?.title]
	}, e ? F : void 0), z("redo", {
		label: [d.redo?.label, f.redo?.label],
		title: [d.redo?.title, f.redo?.title]
	}, e ? F : void 0), z("matchMode", { title: [d.matchMode?.title, f.matchMode?.title] }, e ? F : void 0), z("matchThreshold", {
		title: [d.matchThreshold?.title, f.matchThreshold?.title],
		placeholderName: [d.matchThreshold?.placeholderName, f.matchThreshold?.placeholderName]
	}, e ? F : void 0), z("value", { title: [d.value?.title, f.value?.title] }, e ? F : void 0), z("valueSourceSelector", { title: [d.valueSourceSelector?.title, f.valueSourceSelector?.title] }, e ? F : void 0)), [
		f.addGroup?.label,
		f.addGroup?.title,
		f.addRule?.label,
		f.addRule?.title,
		f.cloneRule?.label,
		f.cloneRule?.title,
		f.cloneRuleGroup?.label,
		f.cloneRuleGroup?.title,
		f.ungroupRuleGroup?.label,
		f.ungroupRuleGroup?.title,
		f.combinators?.title,
		f.dragHandle?.label,
		f.dragHandle?.title,
		f.fields?.placeholderGroupLabel,
		f.fields?.placeholderLabel,
		f.fields?.placeholderName,
		f.fields?.title,
		f.lockGroup?.label,
		f.lockGroup?.title,
		f.lockGroupDisabled?.label,
		f.lockGroupDisabled?.title,
		f.lockRule?.label,
		f.lockRule?.title,
		f.lockRuleDisabled?.label,
		f.lockRuleDisabled?.title,
		f.muteGroup?.label,
		f.muteGroup?.title,
		f.unmuteGroup?.label,
		f.unmuteGroup?.title,
		f.muteRule?.label,
		f.muteRule?.title,
		f.unmuteRule?.label,
		f.unmuteRule?.title,
		f.matchMode?.title,
		f.matchThreshold?.title,
		f.matchThreshold?.placeholderName,
		f.notToggle?.label,
		f.notToggle?.title,
		f.operators?.placeholderGroupLabel,
		f.operators?.placeholderLabel,
		f.operators?.placeholderName,
		f.operators?.title,
		f.removeGroup?.label,
		f.removeGroup?.title,
		f.removeRule?.label,
		f.removeRule?.title,
		f.shiftActionDown?.label,
		f.shiftActionDown?.title,
		f.shiftActionUp?.label,
		f.shiftActionUp?.title,
		f.undo?.label,
		f.undo?.title,
		f.redo?.label,
		f.redo?.title,
		f.value?.title,
		f.values?.placeholderGroupLabel,
		f.values?.placeholderLabel,
		f.values?.placeholderName,
		f.values?.title,
		f.valueSourceSelector?.title,
		e,
		d.addGroup?.label,
		d.addGroup?.title,
		d.addRule?.label,
		d.addRule?.title,
		d.cloneRule?.label,
		d.cloneRule?.title,
		d.cloneRuleGroup?.label,
		d.cloneRuleGroup?.title,
		d.ungroupRuleGroup?.label,
		d.ungroupRuleGroup?.title,
		d.combinators?.title,
		d.dragHandle?.label,
		d.dragHandle?.title,
		d.fields?.placeholderGroupLabel,
		d.fields?.placeholderLabel,
		d.fields?.placeholderName,
		d.fields?.title,
		d.lockGroup?.label,
		d.lockGroup?.title,
		d.lockGroupDisabled?.label,
		d.lockGroupDisabled?.title,
		d.lockRule?.label,
		d.lockRule?.title,
		d.lockRuleDisabled?.label,
		d.lockRuleDisabled?.title,
		d.muteGroup?.label,
		d.muteGroup?.title,
		d.unmuteGroup?.label,
		d.unmuteGroup?.title,
		d.muteRule?.label,
		d.muteRule?.title,
		d.unmuteRule?.label,
		d.unmuteRule?.title,
		d.matchMode?.title,
		d.matchThreshold?.title,
		d.matchThreshold?.placeholderName,
		d.notToggle?.label,
		d.notToggle?.title,
		d.operators?.placeholderGroupLabel,
		d.operators?.placeholderLabel,
		d.operators?.placeholderName,
		d.operators?.title,
		d.removeGroup?.label,
		d.removeGroup?.title,
		d.removeRule?.label,
		d.removeRule?.title,
		d.shiftActionDown?.label,
		d.shiftActionDown?.title,
		d.shiftActionUp?.label,
		d.shiftActionUp?.title,
		d.undo?.label,
		d.undo?.title,
		d.redo?.label,
		d.redo?.title,
		d.value?.title,
		d.values?.placeholderGroupLabel,
		d.values?.placeholderLabel,
		d.values?.placeholderName,
		d.values?.title,
		d.valueSourceSelector?.title
	]);
	return {
		...r,
		controlClassnames: o,
		controlElements: u,
		enableDragAndDrop: i,
		translations: p,
		initialQuery: t.initialQuery,
		qbId: t.qbId
	};
}, $o = ({ disabled: e, path: t, nestedArray: n, disabledPaths: r }) => {
	let i = n.length;
	return (0, _.useMemo)(() => xr(t, i, {
		disabled: e,
		disabledPaths: r
	}), [
		e,
		t,
		i,
		r
	]);
}, es = (e) => {
	let t = uo(), [n, r] = (0, _.useState)(() => e ?? wr()), [i] = (0, _.useState)(e);
	return {
		qbId: n,
		resolveQbIdCollision: (0, _.useCallback)(() => {
			r(wr());
		}, [t])
	};
}, ts = (e) => (0, _.useCallback)((t, n) => {
	t?.preventDefault(), t?.stopPropagation(), e(t, n);
}, [e]), ns = { mode: "all" }, rs = [{
	name: "",
	value: "",
	label: ""
}], is = _.memo(function(e) {
	let t = cs(e), { dndRef: n } = t, r = ts(t.cloneRule), i = ts(t.toggleLockRule), a = ts(t.toggleMuteRule), o = ts(t.removeRule), s = ts(t.shiftRuleUp), c = ts(t.shiftRuleDown), l = (0, _.useMemo)(() => ({
		cloneRule: r,
		toggleLockRule: i,
		toggleMuteRule: a,
		removeRule: o,
		shiftRuleUp: s,
		shiftRuleDown: c
	}), [
		r,
		o,
		c,
		s,
		i,
		a
	]);
	return /* @__PURE__ */ _.createElement("div", {
		ref: n,
		"data-testid": L.rule,
		"data-dragmonitorid": t.dragMonitorId,
		"data-dropmonitorid": t.dropMonitorId,
		className: t.outerClassName,
		"data-rule-id": t.id,
		"data-level": t.path.length,
		"data-path": JSON.stringify(t.path)
	}, t.matchModes.length > 0 ? /* @__PURE__ */ _.createElement(ss, {
		...t,
		...l
	}) : /* @__PURE__ */ _.createElement(as, {
		...t,
		...l
	}));
}), as = _.memo(function(e) {
	let { dragRef: t, schema: { controls: { shiftActions: n, dragHandle: r, fieldSelector: i, matchModeEditor: a, operatorSelector: o, valueSourceSelector: s, valueEditor: c, cloneRuleAction: l, lockRuleAction: u, muteRuleAction: d, removeRuleAction: f, ruleGroupBodyElements: p, ruleGroupHeaderElements: m } }, groupComponentsWrapper: h = _.Fragment } = e, g = (0, _.useMemo)(() => ({
		level: e.path.length,
		path: e.path,
		disabled: e.disabled,
		context: e.context,
		validation: e.validationResult,
		schema: e.schema,
		rule: e.rule
	}), [
		e.path,
		e.disabled,
		e.context,
		e.validationResult,
		e.schema,
		e.rule
	]), v = (0, _.useMemo)(() => !(e.schema.fields.length === 1 && un(e.schema.fields[0]) && "value" in e.schema.fields[0] && e.schema.fields[0].value === ""), [e.schema.fields]), y = (0, _.useMemo)(() => e.schema.showShiftActions ? {
		shiftUp: e.translations.shiftActionUp.title,
		shiftDown: e.translations.shiftActionDown.title
	} : void 0, [e.schema.showShiftActions, e.translations]), b = (0, _.useMemo)(() => e.schema.showShiftActions ? {
		shiftUp: e.translations.shiftActionUp.label,
		shiftDown: e.translations.shiftActionDown.label
	} : void 0, [e.schema.showShiftActions, e.translations]);
	return /* @__PURE__ */ _.createElement(_.Fragment, null, e.schema.showShiftActions && /* @__PURE__ */ _.createElement(n, {
		key: L.shiftActions,
		...g,
		testID: L.shiftActions,
		titles: y,
		labels: b,
		className: e.classNames.shiftActions,
		ruleOrGroup: e.rule,
		shiftUp: e.shiftRuleUp,
		shiftDown: e.shiftRuleDown,
		shiftUpDisabled: e.shiftUpDisabled,
		shiftDownDisabled: e.shiftDownDisabled
	}), e.schema.enableDragAndDrop && /* @__PURE__ */ _.createElement(r, {
		key: L.dragHandle,
		...g,
		testID: L.dragHandle,
		ref: t,
		title: e.translations.dragHandle.title,
		label: e.translations.dragHandle.label,
		className: e.classNames.dragHandle,
		dragHandleAttributes: e.dragHandleAttributes,
		ruleOrGroup: e.rule
	}), v && /* @__PURE__ */ _.createElement(i, {
		key: L.fields,
		...g,
		testID: L.fields,
		options: e.schema.fields,
		title: e.translations.fields.title,
		value: e.rule.field,
		operator: e.rule.operator,
		className: e.classNames.fields,
		handleOnChange: e.onChangeField
	}), (e.schema.autoSelectField || e.rule.field !== e.translations.fields.placeholderName) && (e.subQuery ? /* @__PURE__ */ _.createElement(a, {
		key: L.matchModeEditor,
		...g,
		testID: L.matchModeEditor,
		field: e.rule.field,
		fieldData: e.fieldData,
		title: e.translations.matchMode.title,
		options: e.matchModes,
		thresholdPlaceholder: e.translations.matchThreshold.placeholderName,
		match: e.rule.match ?? /* v8 ignore start -- @preserve */ ns,
		className: e.classNames.matchMode,
		classNames: e.classNames,
		handleOnChange: e.onChangeMatchMode
	}) : /* @__PURE__ */ _.createElement(_.Fragment, null, /* @__PURE__ */ _.createElement(o, {
		key: L.operators,
		...g,
		testID: L.operators,
		field: e.rule.field,
		fieldData: e.fieldData,
		title: e.translations.operators.title,
		options: e.operators,
		value: e.rule.operator,
		className: e.classNames.operators,
		handleOnChange: e.onChangeOperator
	}), (e.schema.autoSelectOperator || e.rule.operator !== e.translations.operators.placeholderName) && !e.hideValueControls && /* @__PURE__ */ _.createElement(_.Fragment, null, !["null", "notnull"].includes(ln(`${e.rule.operator}`)) && e.valueSources.length > 1 && /* @__PURE__ */ _.createElement(s, {
		key: L.valueSourceSelector,
		...g,
		testID: L.valueSourceSelector,
		field: e.rule.field,
		fieldData: e.fieldData,
		title: e.translations.valueSourceSelector.title,
		options: e.valueSourceOptions,
		value: e.rule.valueSource ?? "value",
		className: e.classNames.valueSource,
		handleOnChange: e.onChangeValueSource
	}), /* @__PURE__ */ _.createElement(c, {
		key: L.valueEditor,
		...g,
		testID: L.valueEditor,
		field: e.rule.field,
		fieldData: e.fieldData,
		title: e.translations.value.title,
		operator: e.rule.operator,
		value: e.rule.value,
		valueSource: e.rule.valueSource ?? "value",
		type: e.valueEditorType,
		inputType: e.inputType,
		values: e.values,
		listsAsArrays: e.schema.listsAsArrays,
		parseNumbers: e.schema.parseNumbers,
		separator: e.valueEditorSeparator,
		className: e.classNames.value,
		handleOnChange: e.onChangeValue
	})))), e.subQuery && /* @__PURE__ */ _.createElement(h, { className: e.subQuery.classNames.header }, /* @__PURE__ */ _.createElement(m, e.subQuery)), e.schema.showCloneButtons && /* @__PURE__ */ _.createElement(l, {
		key: L.cloneRule,
		...g,
		testID: L.cloneRule,
		label: e.translations.cloneRule.label,
		title: e.translations.cloneRule.title,
		className: e.classNames.cloneRule,
		ruleOrGroup: e.rule,
		handleOnClick: e.cloneRule
	}), e.schema.showLockButtons && /* @__PURE__ */ _.createElement(u, {
		key: L.lockRule,
		...g,
		testID: L.lockRule,
		label: e.translations.lockRule.label,
		title: e.translations.lockRule.title,
		className: e.classNames.lockRule,
		ruleOrGroup: e.rule,
		handleOnClick: e.toggleLockRule,
		disabledTranslation: e.parentDisabled ? void 0 : e.translations.lockRuleDisabled
	}), e.schema.showMuteButtons && /* @__PURE__ */ _.createElement(d, {
		key: L.muteRule,
		...g,
		testID: L.muteRule,
		label: e.rule.muted ? e.translations.unmuteRule.label : e.translations.muteRule.label,
		title: e.rule.muted ? e.translations.unmuteRule.title : e.translations.muteRule.title,
		className: e.classNames.muteRule,
		ruleOrGroup: e.rule,
		handleOnClick: e.toggleMuteRule
	}), /* @__PURE__ */ _.createElement(f, {
		key: L.removeRule,
		...g,
		testID: L.removeRule,
		label: e.translations.removeRule.label,
		title: e.translations.removeRule.title,
		className: e.classNames.removeRule,
		ruleOrGroup: e.rule,
		handleOnClick: e.removeRule
	}), e.subQuery && /* @__PURE__ */ _.createElement(h, { className: e.subQuery.classNames.body }, /* @__PURE__ */ _.createElement(p, e.subQuery)));
}), os = (e) => /* @__PURE__ */ _.createElement("div", e), ss = _.memo(function(e) {
	let t = (0, _.useMemo)(() => e.schema.createRuleGroup(), [e.schema]), n = Io({
		...e.subQueryBuilderProps,
		enableDragAndDrop: !1,
		disabled: e.disabled,
		fields: e.subproperties.fields,
		enableMountQueryChange: !R(e.rule.value) || !e.rule.value.id,
		query: R(e.rule.value) ? e.rule.value : t,
		onQueryChange: e.onChangeValue
	}), r = U({
		...n,
		ruleGroup: n.rootGroup,
		path: en,
		disabled: e.disabled,
		parentDisabled: n.queryDisabled,
		id: n.rootGroup.id,
		shiftUpDisabled: !0,
		shiftDownDisabled: !0
	}), i = ts(r.addRule), a = ts(r.addGroup), o = ts(r.cloneGroup), s = ts(r.toggleLockGroup), c = ts(r.removeGroup), l = ts(r.shiftGroupUp), u = ts(r.shiftGroupDown), d = (0, _.useMemo)(() => ({
		...r,
		addGroup: a,
		addRule: i,
		cloneGroup: o,
		removeGroup: c,
		shiftGroupDown: u,
		shiftGroupUp: l,
		toggleLockGroup: s
	}), [
		a,
		i,
		o,
		c,
		u,
		l,
		r,
		s
	]);
	return /* @__PURE__ */ _.createElement(as, {
		...e,
		groupComponentsWrapper: e.groupComponentsWrapper ?? os,
		subQuery: d
	});
}), cs = (e) => {
	let { id: t, path: n, rule: r, schema: { classNames: i, fields: a, fieldMap: o, getParameters: s, getInputType: c, getMatchModes: l, getOperators: u, getSubQueryBuilderProps: d, getValueEditorType: f, getValueEditorSeparator: p, getValueSources: m, getValues: h, validationMap: g, enableDragAndDrop: v, getRuleClassname: y, suppressStandardClassnames: b }, actions: { moveRule: x, onPropChange: S, onRuleRemove: C }, disabled: w, parentDisabled: T, parentMuted: E, shiftUpDisabled: D, shiftDownDisabled: ee, field: te, operator: ne, value: re, valueSource: ie, dropEffect: ae = "move", groupItems: O = !1, dragMonitorId: oe = "", dropMonitorId: se = "", dndRef: ce = null, dragRef: le = null, isDragging: k = !1, isOver: ue = !1, dropNotAllowed: A = !1 } = e;
	vo("rule", !r);
	let de = !!T || !!w, fe = !!E || !!r?.muted, j = (0, _.useMemo)(() => r ?? {
		id: t,
		field: te ?? /* v8 ignore start -- @preserve */ "",
		operator: ne ?? /* v8 ignore start -- @preserve */ "",
		value: re,
		valueSource: ie
	}, [
		te,
		t,
		ne,
		r,
		re,
		ie
	]), pe = (0, _.useMemo)(() => xn({
		classNames: i,
		suppressStandardClassnames: b
	}), [i, b]), me = (0, _.useCallback)((e) => (t, r) => {
		de || S(e, t, n, r);
	}, [
		de,
		S,
		n
	]), he = (0, _.useMemo)(() => me("field"), [me]), ge = (0, _.useMemo)(() => me("operator"), [me]), _e = (0, _.useMemo)(() => me("match"), [me]), ve = (0, _.useMemo)(() => me("valueSource"), [me]), M = (0, _.useMemo)(() => me("value"), [me]), N = (0, _.useCallback)((e, t) => {
		if (!de) {
			let e = [...hr(n), n.at(-1) + 1];
			x(n, e, !0, t);
		}
	}, [
		de,
		x,
		n
	]), ye = (0, _.useCallback)((e, t) => S("disabled", !de, n, t), [
		de,
		S,
		n
	]), be = (0, _.useCallback)((e, t) => S("muted", !j.muted, n, t), [
		j.muted,
		S,
		n
	]), xe = (0, _.useCallback)((e, t) => {
		de || C(n);
	}, [
		de,
		C,
		n
	]), Se = (0, _.useCallback)((e, t) => {
		!de && !D && x(n, "up", e?.altKey, t);
	}, [
		de,
		x,
		n,
		D
	]), Ce = (0, _.useCallback)((e, t) => {
		!de && !ee && x(n, "down", e?.altKey, t);
	}, [
		de,
		x,
		n,
		ee
	]), P = (0, _.useMemo)(() => Kn(j.field, o), [o, j.field]), we = (0, _.useMemo)(() => qn(j.field, j.operator, P, c), [
		P,
		c,
		j.field,
		j.operator
	]), Te = (0, _.useMemo)(() => l(j.field, { fieldData: P }), [
		P,
		l,
		j.field
	]), Ee = (0, _.useMemo)(() => u(j.field, { fieldData: P }), [
		P,
		u,
		j.field
	]), De = (0, _.useMemo)(() => Bn(Ee, j.operator), [Ee, j.operator]), Oe = Jn(De), ke = (0, _.useMemo)(() => Yn({
		field: j.field,
		operator: j.operator,
		valueSource: j.valueSource
	}, P, m), [
		P,
		m,
		j.field,
		j.operator,
		j.valueSource
	]), Ae = (0, _.useMemo)(() => ke.map(({ value: e }) => e), [ke]), je = (0, _.useMemo)(() => s(j.field, j.operator, { fieldData: P }), [
		P,
		s,
		j.field,
		j.operator
	]), Me = (0, _.useMemo)(() => Xn(je), [je]), Ne = (0, _.useMemo)(() => Zn({
		field: j.field,
		operator: j.operator,
		valueSource: j.valueSource
	}, P, Me, f), [
		P,
		f,
		Me,
		j.field,
		j.operator,
		j.valueSource
	]), Pe = (0, _.useMemo)(() => p(j.field, j.operator, { fieldData: P }), [
		P,
		p,
		j.field,
		j.operator
	]), Fe = (0, _.useMemo)(() => Qn({
		field: j.field,
		operator: j.operator,
		valueSource: j.valueSource
	}, P, a, Me, h), [
		P,
		a,
		h,
		Me,
		j.field,
		j.operator,
		j.valueSource
	]), Ie = (0, _.useMemo)(() => d(j.field, { fieldData: P }), [
		P,
		d,
		j.field
	]), Le = yo({
		translations: e.translations,
		fields: P.subproperties ?? Ie.fields ?? rs,
		autoSelectField: e.schema.autoSelectField || !!P.subproperties
	}), Re = (0, _.useMemo)(() => $n(j, P, g, t ?? /* v8 ignore start -- @preserve */ ""), [
		P,
		t,
		j,
		g
	]), ze = (0, _.useMemo)(() => jr(Re), [Re]), Be = P?.className ?? "", Ve = De?.className ?? "", He = Te.length > 0, Ue = (0, _.useMemo)(() => Tn({
		classNames: i,
		suppressStandardClassnames: b,
		leadingClassNames: [
			y(j, { fieldData: P }),
			Be,
			Ve
		],
		disabled: de,
		muted: fe,
		isDragging: k,
		isOver: ue,
		dropEffect: ae,
		groupItems: O,
		dropNotAllowed: A,
		hasSubQuery: He,
		validationClassName: ze
	}), [
		i,
		de,
		ae,
		A,
		fe,
		Be,
		P,
		y,
		O,
		He,
		k,
		ue,
		Ve,
		j,
		b,
		ze
	]);
	return {
		...e,
		classNames: pe,
		cloneRule: N,
		disabled: de,
		dndRef: ce,
		dragMonitorId: oe,
		dragRef: le,
		dropMonitorId: se,
		fieldData: P,
		generateOnChangeHandler: me,
		onChangeField: he,
		onChangeMatchMode: _e,
		onChangeOperator: ge,
		onChangeValueSource: ve,
		onChangeValue: M,
		hideValueControls: Oe,
		inputType: we,
		matchModes: Te,
		muted: fe,
		operators: Ee,
		outerClassName: Ue,
		removeRule: xe,
		rule: j,
		shiftRuleUp: Se,
		shiftRuleDown: Ce,
		subproperties: Le,
		subQueryBuilderProps: Ie,
		toggleLockRule: ye,
		toggleMuteRule: be,
		validationResult: Re,
		valueEditorSeparator: Pe,
		valueEditorType: Ne,
		values: Fe,
		valueSourceOptions: ke,
		valueSources: Ae
	};
}, ls = {
	actionElement: Ra,
	addGroupAction: Ra,
	addRuleAction: Ra,
	cloneGroupAction: Ra,
	cloneRuleAction: Ra,
	combinatorSelector: Ko,
	dragHandle: za,
	fieldSelector: Ko,
	inlineCombinator: Ba,
	lockGroupAction: Ra,
	lockRuleAction: Ra,
	matchModeEditor: Wa,
	muteGroupAction: Ra,
	muteRuleAction: Ra,
	notToggle: Ka,
	operatorSelector: Ko,
	removeGroupAction: Ra,
	removeRuleAction: Ra,
	rule: is,
	ruleGroup: Ro,
	ruleGroupBodyElements: Bo,
	ruleGroupHeaderElements: zo,
	shiftActions: W,
	undoRedoActions: null,
	ungroupAction: Ra,
	valueEditor: Ho,
	valueSelector: Ko,
	valueSourceSelector: Ko
};
So();
var us = (e) => /* @__PURE__ */ _.createElement(Aa, {
	context: Ya,
	store: So()
}, e.children), ds = (e) => /* @__PURE__ */ _.createElement(us, null, /* @__PURE__ */ _.createElement(Jo, { props: e })), fs = {
	startsWith: "starts_with",
	endsWith: "ends_with",
	"===": "==",
	"!==": "!="
}, ps = {
	"<": ">",
	"<=": ">=",
	">": "<",
	">=": "<=",
	"==": "==",
	"!=": "!="
}, ms = (e) => typeof e == "object" && !!e && !Array.isArray(e) && !(e instanceof b), hs = (e) => ms(e) && Object.keys(e).length === 1 && "var" in e;
function gs(e) {
	let t = ms(e) ? Object.keys(e) : [];
	if (t.length !== 1) return null;
	let [n] = t, r = fs[n] ?? n, i = Array.isArray(e[n]) ? e[n] : [e[n]];
	return r === "var" ? {
		op: r,
		args: i
	} : r in ps && i.length === 2 && hs(i[1]) && !hs(i[0]) ? {
		op: ps[r],
		args: [i[1], i[0]]
	} : {
		op: r,
		args: i
	};
}
function _s(e) {
	if (e instanceof b) return { number: S(e.text) };
	if (Array.isArray(e)) return e.map(_s);
	if (!ms(e)) return e;
	let t = gs(e);
	if (!t) return Object.fromEntries(Object.keys(e).sort().map((t) => [t, _s(e[t])]));
	let { op: n, args: r } = t;
	return (n === "and" || n === "or") && r.length === 1 || n === "==" && hs(r[0]) && r[1] === !0 ? _s(r[0]) : { [n]: r.map(_s) };
}
var vs = (e) => JSON.stringify(_s(e)), ys = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
function bs(e) {
	let t = /^(\d{4})-(\d{2})-(\d{2})$/.exec(e ?? "");
	if (!t || Number(t[1]) < 1900) return null;
	let [n, r, i] = t.slice(1).map(Number);
	return r >= 1 && r <= 12 && i >= 1 && i <= new Date(Date.UTC(n, r, 0)).getUTCDate() ? e : null;
}
function xs(e, t) {
	return e === "number" ? x(t) : e === "date" ? bs(t) : e === "timestamp" ? ys.test(t ?? "") && bs(t.slice(0, 10)) ? t : null : typeof t == "string" && t !== "" ? t : null;
}
function Ss(e) {
	let t = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(String(e ?? "").trim());
	if (!t) return null;
	let n = Number(t[1]) * 100 + Number((t[2] ?? "").padEnd(2, "0") || 0);
	return n <= 1e4 ? n : null;
}
var Cs = (e) => String(e / 100), ws = (e) => {
	let t = x(e);
	return C(t, 1) ? t : null;
}, Ts = (e) => Array.isArray(e) ? e[0] ?? "" : typeof e == "string" ? e : "", Es = (e) => Array.isArray(e) ? [e[0] ?? "", e[1] ?? ""] : [Ts(e), ""], Ds = (e) => Array.isArray(e) ? e.filter((e) => e !== "") : Ts(e) === "" ? [] : [Ts(e)], Os = (e) => ({
	salt: "",
	from: "0",
	to: "10",
	...e && typeof e == "object" && !Array.isArray(e) ? e : {}
}), ks = class extends Error {}, As = 0, js = () => `n${As += 1}`, Ms = () => ({
	id: js(),
	combinator: "and",
	not: !1,
	rules: []
});
function Ns(e, t) {
	if (e == null) return Ms();
	let n = Ps(e, t);
	return n.rules ? n : {
		...Ms(),
		rules: [n]
	};
}
function Ps(e, t) {
	let n = gs(e);
	if (!n) throw new ks("A condition is not a JSONLogic operation.");
	let { op: r, args: i } = n;
	if (r === "!") return Is(i, t, e);
	let a = Hs(r, i, t);
	if (a) return a;
	if ((r === "and" || r === "or") && i.length) return Fs(r, i.map((e) => Ps(e, t)));
	throw new ks(`The operator “${r}” is used in a way that has no visual form.`);
}
var Fs = (e, t, n = !1) => ({
	id: js(),
	combinator: e,
	not: n,
	rules: t
});
function Is(e, t) {
	if (e.length !== 1) throw new ks("“!” takes one condition.");
	let n = gs(e[0]), r = n && Ls(n.op, n.args, t);
	if (r) return r;
	let i = Ps(e[0], t);
	return i.rules && !i.not ? {
		...i,
		not: !0
	} : Fs("and", [i], !0);
}
function Ls(e, t, n) {
	let r = e === "in" || e === "<=" && t.length === 3 ? Hs(e, t, n) : null, i = {
		in: "notIn",
		contains: "doesNotContain",
		hasAll: "lacks",
		between: "notBetween"
	};
	return !r || !(r.operator in i) ? null : {
		...r,
		operator: i[r.operator],
		value: r.operator === "hasAll" ? r.value[0] : r.value
	};
}
function Rs(e, t) {
	let n = hs(e) ? [e.var].flat() : [];
	if (n.length !== 1 || typeof n[0] != "string" || n[0] === "") return null;
	let r = t.ofVariable(n[0]);
	if (!r) throw new ks(`The field “${n[0]}” is not in the dictionary.`);
	return {
		field: r,
		salt: r.prefix ? n[0].slice(r.prefix.length) : null
	};
}
var zs = {
	"==": "=",
	"!=": "!=",
	"<": "<",
	"<=": "<=",
	">": ">",
	">=": ">=",
	starts_with: "beginsWith",
	ends_with: "endsWith"
}, Bs = {
	some: "hasAny",
	none: "hasNone",
	all: "hasOnly"
}, Vs = (e) => e instanceof b ? e.text : e;
function Hs(e, t, n) {
	let r = (e, t, n) => ({
		id: js(),
		field: e.field.name,
		operator: t,
		value: n
	});
	if (e === "var") return Us(t, n, r);
	if (e === "in" && t.length === 2) return Ws(t, n, r);
	if (e === "and") return Gs(t, n, r);
	if (e in Bs) return Ks(e, t, n, r);
	if (e === "<=" && t.length === 3) return qs(t, n, r);
	let i = t.length === 2 ? Rs(t[0], n) : null;
	if (!i) return null;
	if (i.salt !== null) return Js(e, t[1], i, r);
	if (e === "within_last_days") return r(i, "within", Vs(t[1]));
	if (!(e in zs)) return null;
	let a = {
		null: ["null", "notNull"],
		true: ["isTrue", "isNotTrue"],
		false: ["isFalse", "isNotFalse"]
	}, [o, s] = a[String(t[1])] && typeof t[1] != "string" ? a[String(t[1])] : [];
	return o && (e === "==" || e === "!=") ? r(i, e === "==" ? o : s, "") : r(i, zs[e], Vs(t[1]));
}
function Us(e, t, n) {
	let r = Rs({ var: e }, t);
	return r?.field.kind === "boolean" ? n(r, "isTrue", "") : null;
}
function Ws([e, t], n, r) {
	if (Array.isArray(t)) {
		let i = Rs(e, n);
		return i && i.salt === null && r(i, "in", t.map(Vs));
	}
	let i = hs(e) ? null : Rs(t, n);
	return i ? i.field.kind === "list" ? r(i, "hasAll", [Vs(e)]) : r(i, "contains", Vs(e)) : null;
}
function Gs(e, t, n) {
	let r = e.map(gs);
	if (!(r.length > 1 && r.every((e) => e?.op === "in" && e.args.length === 2 && typeof e.args[0] == "string" && hs(e.args[1])))) return null;
	let i = r.map((e) => Rs(e.args[1], t));
	return i.every((e) => e?.field === i[0].field && e.field.kind === "list") ? n(i[0], "hasAll", r.map((e) => e.args[0])) : null;
}
function Ks(e, t, n, r) {
	let i = t.length === 2 ? gs(t[1]) : null, a = i?.op === "in" && i.args.length === 2 && hs(i.args[0]) && i.args[0].var === "" && Array.isArray(i.args[1]) ? Rs(t[0], n) : null;
	return a && a.field.kind === "list" ? r(a, Bs[e], i.args[1].map(Vs)) : null;
}
function qs([e, t, n], r, i) {
	let a = Rs(t, r);
	return a ? a.salt === null ? i(a, "between", [Vs(e), Vs(n)]) : e instanceof b && n instanceof b ? i(a, "slice", {
		salt: a.salt,
		from: Cs(Number(e.text)),
		to: Cs(Number(n.text) + 1)
	}) : null : null;
}
function Js(e, t, n, r) {
	let i = {
		"<": "share",
		">=": "rest"
	}[e];
	return i && t instanceof b ? r(n, i, {
		salt: n.salt,
		to: Cs(Number(t.text))
	}) : null;
}
// src/operators.js
var Ys = (e) => e.length > 0 && e.every((e) => e !== null) ? e : null, Xs = (e) => ({ "!": e }), Zs = { var: "" }, Qs = {
	none: () => !0,
	one: (e, t) => xs(t.kind, Ts(e.value)),
	pair: (e, t) => Ys(Es(e.value).map((e) => xs(t.kind, e))),
	list: (e, t) => Ys(Ds(e.value).map((e) => xs(t.kind, e))),
	days: (e) => ws(Ts(e.value)),
	share: (e) => $s(e, { isSlice: !1 }),
	slice: (e) => $s(e, { isSlice: !0 })
};
function $s(e, { isSlice: t }) {
	let { salt: n, from: r, to: i } = Os(e.value), [a, o] = [t ? Ss(r) : 0, Ss(i)];
	return !n.trim() || a === null || o === null || o <= a ? null : {
		salt: n.trim(),
		low: a,
		high: o
	};
}
var ec = (e) => ({
	shape: "one",
	write: (t, n) => ({ [e]: [t, n] })
}), tc = (e) => new b(String(e)), nc = (e) => ({ in: [Zs, e] }), rc = ec("=="), ic = ec("!="), ac = {
	shape: "pair",
	write: (e, [t, n]) => ({ "<=": [
		t,
		e,
		n
	] })
}, oc = {
	shape: "pair",
	write: (e, t) => Xs(ac.write(e, t))
}, sc = {
	shape: "list",
	write: (e, t) => ({ in: [e, t] })
}, cc = {
	shape: "list",
	write: (e, t) => Xs({ in: [e, t] })
}, lc = {
	shape: "one",
	write: (e, t) => ({ in: [t, e] })
}, uc = {
	shape: "one",
	write: (e, t) => Xs({ in: [t, e] })
}, dc = {
	shape: "none",
	nullable: !0,
	write: (e) => ({ "==": [e, null] })
}, fc = {
	shape: "none",
	nullable: !0,
	write: (e) => ({ "!=": [e, null] })
}, pc = (e, t) => ({
	shape: "none",
	write: (n) => ({ [e]: [n, t] })
}), mc = {
	null: {
		...dc,
		label: "is unknown"
	},
	notNull: {
		...fc,
		label: "is known"
	}
}, hc = {
	"=": {
		...rc,
		label: "is on"
	},
	"!=": {
		...ic,
		label: "is not on"
	},
	"<": {
		...ec("<"),
		label: "is before"
	},
	"<=": {
		...ec("<="),
		label: "is on or before"
	},
	">": {
		...ec(">"),
		label: "is after"
	},
	">=": {
		...ec(">="),
		label: "is on or after"
	},
	between: {
		...ac,
		label: "is between"
	},
	notBetween: {
		...oc,
		label: "is not between"
	}
}, gc = { within: {
	shape: "days",
	label: "is in the last",
	write: (e, t) => ({ within_last_days: [e, t] })
} }, _c = {
	number: {
		"=": {
			...rc,
			label: "equals"
		},
		"!=": {
			...ic,
			label: "does not equal"
		},
		"<": {
			...ec("<"),
			label: "is less than"
		},
		"<=": {
			...ec("<="),
			label: "is at most"
		},
		">": {
			...ec(">"),
			label: "is more than"
		},
		">=": {
			...ec(">="),
			label: "is at least"
		},
		between: {
			...ac,
			label: "is between"
		},
		notBetween: {
			...oc,
			label: "is not between"
		},
		in: {
			...sc,
			label: "is one of"
		},
		notIn: {
			...cc,
			label: "is none of"
		},
		...mc
	},
	string: {
		in: {
			...sc,
			label: "is one of"
		},
		notIn: {
			...cc,
			label: "is none of"
		},
		"=": {
			...rc,
			label: "is"
		},
		"!=": {
			...ic,
			label: "is not"
		},
		contains: {
			...lc,
			label: "contains",
			isText: !0
		},
		doesNotContain: {
			...uc,
			label: "does not contain",
			isText: !0
		},
		beginsWith: {
			...ec("starts_with"),
			label: "begins with",
			isText: !0
		},
		endsWith: {
			...ec("ends_with"),
			label: "ends with",
			isText: !0
		},
		...mc
	},
	date: {
		...gc,
		...hc,
		...mc
	},
	timestamp: {
		...gc,
		...hc,
		...mc
	},
	boolean: {
		isTrue: {
			...pc("==", !0),
			label: "is true"
		},
		isFalse: {
			...pc("==", !1),
			label: "is false"
		},
		isNotTrue: {
			...pc("!=", !0),
			label: "is not true",
			nullable: !0
		},
		isNotFalse: {
			...pc("!=", !1),
			label: "is not false",
			nullable: !0
		},
		...mc
	},
	list: {
		hasAny: {
			shape: "list",
			label: "has any of",
			write: (e, t) => ({ some: [e, nc(t)] })
		},
		hasAll: {
			shape: "list",
			label: "has all of",
			write: vc
		},
		hasNone: {
			shape: "list",
			label: "has none of",
			write: (e, t) => ({ none: [e, nc(t)] })
		},
		hasOnly: {
			shape: "list",
			label: "has only",
			write: (e, t) => ({ all: [e, nc(t)] })
		},
		lacks: {
			shape: "one",
			label: "does not have",
			write: (e, t) => Xs({ in: [t, e] })
		},
		...mc
	},
	share: {
		share: {
			shape: "share",
			label: "is in the first",
			write: (e, { high: t }) => ({ "<": [e, tc(t)] })
		},
		rest: {
			shape: "share",
			label: "is not in the first",
			write: (e, { high: t }) => ({ ">=": [e, tc(t)] })
		},
		slice: {
			shape: "slice",
			label: "is between",
			write: (e, { low: t, high: n }) => ({ "<=": [
				tc(t),
				e,
				tc(n - 1)
			] })
		}
	}
};
function vc(e, t) {
	let n = t.map((t) => ({ in: [t, e] }));
	return n.length === 1 ? n[0] : { and: n };
}
var yc = {
	number: ">=",
	date: "within",
	timestamp: "within",
	boolean: "isTrue",
	list: "hasAny",
	share: "share"
}, bc = (e, t) => _c[e.kind][t], xc = (e) => Object.entries(_c[e.kind]).filter(([, t]) => e.nullable || !t.nullable).map(([e, { label: t }]) => ({
	name: e,
	value: e,
	label: t
}));
function Sc(e) {
	return e.kind === "string" ? e.allowed.length ? "in" : "=" : e.kind === "number" && e.allowed.length ? "in" : yc[e.kind];
}
function Cc(e, t) {
	let n = t.get(e.field), r = n && bc(n, e.operator), i = r ? Qs[r.shape](e, n) : null;
	return i === null ? null : r.write({ var: n.prefix ? n.prefix + i.salt : n.name }, i);
}
// src/shared.js
var wc = (0, _.createContext)(null), Tc = (0, _.createContext)({
	combinator: "and",
	size: 0
}), Ec = (e) => e.toLocaleString("en-US");
function Dc({ id: e }) {
	let { counts: t, unit: n } = (0, _.useContext)(wc), r = t.of(e);
	if (!r) return null;
	let i = r.removes ?? 0;
	return /* @__PURE__ */ (0, O.jsxs)("span", {
		className: t.isStale ? "count stale" : "count",
		"data-testid": "count",
		title: t.isStale ? "Counting again" : void 0,
		children: [
			/* @__PURE__ */ (0, O.jsx)("b", { children: Ec(r.members) }),
			" ",
			/* @__PURE__ */ (0, O.jsx)("span", {
				className: "unit",
				children: n
			}),
			i > 0 && /* @__PURE__ */ (0, O.jsxs)("span", {
				className: "removes",
				title: `Without this, the group would hold ${Ec(i)} more ${n}`,
				children: ["−", Ec(i)]
			})
		]
	});
}
// src/parts/icons.jsx
var Oc = (e) => () => /* @__PURE__ */ (0, O.jsx)("svg", {
	viewBox: "0 0 16 16",
	width: "16",
	height: "16",
	fill: "none",
	stroke: "currentColor",
	strokeWidth: "1.5",
	strokeLinecap: "round",
	strokeLinejoin: "round",
	"aria-hidden": "true",
	children: e
}), kc = Oc(/* @__PURE__ */ (0, O.jsx)("path", { d: "M8 4v8M4 8h8" })), Ac = Oc(/* @__PURE__ */ (0, O.jsx)("path", { d: "m5 5 6 6m0-6-6 6" })), jc = Oc(/* @__PURE__ */ (0, O.jsx)("path", { d: "M6 6h7v7H6zM10 6V3H3v7h3" })), Mc = Oc(/* @__PURE__ */ (0, O.jsx)("path", { d: "M8 12V4M5 7l3-3 3 3" })), Nc = Oc(/* @__PURE__ */ (0, O.jsx)("path", { d: "M8 4v8M5 9l3 3 3-3" })), Pc = Oc(/* @__PURE__ */ (0, O.jsx)("path", { d: "m5 7 3 3 3-3" })), Fc = Oc(/* @__PURE__ */ (0, O.jsxs)(O.Fragment, { children: [/* @__PURE__ */ (0, O.jsx)("circle", {
	cx: "7",
	cy: "7",
	r: "4"
}), /* @__PURE__ */ (0, O.jsx)("path", { d: "m10 10 3 3" })] })), Ic = Oc(/* @__PURE__ */ (0, O.jsx)("path", { d: "m4 8 3 3 5-6" }));
// src/parts/Joint.jsx
function Lc({ path: e }) {
	let { combinator: t } = (0, _.useContext)(Tc), n = e.at(-1) === 0;
	return /* @__PURE__ */ (0, O.jsx)("span", {
		className: n ? "joint first" : `joint ${t}`,
		"aria-hidden": "true",
		children: n ? "where" : t
	});
}
// src/parts/Tools.jsx
function Rc({ what: e, node: t, disabled: n, up: r, down: i, copy: a, remove: o }) {
	let s = (t, r, i, a = !1) => /* @__PURE__ */ (0, O.jsx)("button", {
		type: "button",
		className: "tool",
		"aria-label": `${t} ${e}`,
		title: t,
		onClick: i,
		disabled: n || a,
		children: /* @__PURE__ */ (0, O.jsx)(r, {})
	});
	return /* @__PURE__ */ (0, O.jsxs)("span", {
		className: "tools",
		children: [
			s("Move up", Mc, r, t.shiftUpDisabled),
			s("Move down", Nc, i, t.shiftDownDisabled),
			s("Copy", jc, a),
			s("Remove", Ac, o)
		]
	});
}
// src/parts/Group.jsx
var zc = [["and", "all"], ["or", "any"]];
function Bc({ group: e }) {
	return /* @__PURE__ */ (0, O.jsx)("span", {
		className: "segments",
		role: "group",
		"aria-label": "How the conditions combine",
		children: zc.map(([t, n]) => /* @__PURE__ */ (0, O.jsx)("button", {
			type: "button",
			"aria-pressed": e.combinator === t,
			disabled: e.disabled,
			onClick: () => e.onCombinatorChange(t),
			children: n
		}, t))
	});
}
function Vc(e) {
	let t = U(e), { unit: n } = (0, _.useContext)(wc), { rules: r, not: i } = t.ruleGroup, a = t.path.length === 0, o = (0, _.useMemo)(() => ({
		combinator: t.combinator,
		size: r.length
	}), [t.combinator, r.length]), s = (e, n) => /* @__PURE__ */ (0, O.jsxs)("button", {
		type: "button",
		className: "add",
		onClick: n,
		disabled: t.disabled,
		children: [/* @__PURE__ */ (0, O.jsx)(kc, {}), e]
	}), c = /* @__PURE__ */ (0, O.jsxs)("div", {
		className: `group ${a ? "root" : ""} ${i ? "negated" : ""}`,
		role: "group",
		"aria-label": a ? "Rule" : "Group of conditions",
		"data-testid": "group",
		"data-path": t.path.join("."),
		children: [
			/* @__PURE__ */ (0, O.jsxs)("div", {
				className: "head",
				children: [
					/* @__PURE__ */ (0, O.jsx)("button", {
						type: "button",
						className: "not",
						"aria-pressed": !!i,
						disabled: t.disabled,
						title: "Turn the whole group into its opposite",
						onClick: () => t.onNotToggleChange(!i),
						children: "not"
					}),
					/* @__PURE__ */ (0, O.jsx)(Bc, { group: t }),
					/* @__PURE__ */ (0, O.jsxs)("span", {
						className: "words",
						children: [
							"of these ",
							r.length === 1 ? "is" : "are",
							" true"
						]
					}),
					/* @__PURE__ */ (0, O.jsxs)("span", {
						className: "end",
						children: [/* @__PURE__ */ (0, O.jsx)(Dc, { id: t.id }), !a && /* @__PURE__ */ (0, O.jsx)(Rc, {
							what: "group",
							node: e,
							disabled: t.disabled,
							up: t.shiftGroupUp,
							down: t.shiftGroupDown,
							copy: t.cloneGroup,
							remove: t.removeGroup
						})]
					})
				]
			}),
			/* @__PURE__ */ (0, O.jsx)(Tc.Provider, {
				value: o,
				children: /* @__PURE__ */ (0, O.jsxs)("div", {
					className: "rows",
					children: [/* @__PURE__ */ (0, O.jsx)(Bo, { ...t }), a && r.length === 0 && /* @__PURE__ */ (0, O.jsxs)("p", {
						className: "empty",
						children: [
							"No condition yet: every one of the ",
							n,
							" is in. Add a condition to choose."
						]
					})]
				})
			}),
			/* @__PURE__ */ (0, O.jsxs)("div", {
				className: "foot",
				children: [s("Condition", t.addRule), s("Group", t.addGroup)]
			})
		]
	});
	return a ? c : /* @__PURE__ */ (0, O.jsxs)("div", {
		className: "row nested",
		children: [/* @__PURE__ */ (0, O.jsx)(Lc, { path: t.path }), c]
	});
}
// src/parts/Listbox.jsx
var Hc = (e, t) => e.every((e) => t.includes(e));
function Uc({ label: e, groups: t, isChosen: n, onChoose: r, onLeave: i, isMultiple: a = !1 }) {
	let [o, s] = (0, _.useState)(""), [c, l] = (0, _.useState)(0), u = (0, _.useRef)(null), d = (0, _.useRef)(null), f = (0, _.useId)(), p = (0, _.useMemo)(() => {
		let e = o.toLowerCase().split(/\s+/).filter(Boolean), n = (t) => (n) => Hc(e, `${t} ${n.label} ${n.value} ${n.note ?? ""}`.toLowerCase());
		return t.map(([e, t]) => [e, t.filter(n(e))]).filter(([, e]) => e.length);
	}, [t, o]), m = p.flatMap(([, e]) => e);
	(0, _.useEffect)(() => d.current.focus({ preventScroll: !0 }), []), (0, _.useEffect)(() => {
		let e = m.findIndex((e) => n(e.value));
		!o && e > 0 && l(e);
	}, []), (0, _.useEffect)(() => {
		u.current.querySelector("[data-active=true]")?.scrollIntoView({ block: "nearest" });
	}, [c, o]);
	let h = {
		ArrowDown: () => l((c + 1) % m.length),
		ArrowUp: () => l((c - 1 + m.length) % m.length),
		Home: () => l(0),
		End: () => l(m.length - 1),
		Enter: () => m[c] && r(m[c].value),
		Escape: i,
		Tab: i
	}, g = (e) => {
		e.key in h && (e.key !== "Tab" && e.preventDefault(), e.stopPropagation(), h[e.key]());
	}, v = (e) => {
		let t = m.indexOf(e);
		return /* @__PURE__ */ (0, O.jsxs)("div", {
			id: `${f}-${t}`,
			role: "option",
			className: "option",
			"aria-selected": n(e.value),
			"data-active": t === c,
			title: e.hint || void 0,
			onPointerMove: () => l(t),
			onClick: () => r(e.value),
			children: [
				/* @__PURE__ */ (0, O.jsx)("span", { children: e.label }),
				e.note && /* @__PURE__ */ (0, O.jsx)("small", { children: e.note }),
				n(e.value) && /* @__PURE__ */ (0, O.jsx)(Ic, {})
			]
		}, e.value);
	};
	return /* @__PURE__ */ (0, O.jsxs)(O.Fragment, { children: [/* @__PURE__ */ (0, O.jsxs)("label", {
		className: "search",
		children: [/* @__PURE__ */ (0, O.jsx)(Fc, {}), /* @__PURE__ */ (0, O.jsx)("input", {
			ref: d,
			role: "combobox",
			"aria-label": e,
			"aria-expanded": "true",
			"aria-controls": f,
			"aria-activedescendant": m.length ? `${f}-${c}` : void 0,
			placeholder: "Search",
			autoComplete: "off",
			spellCheck: !1,
			value: o,
			onChange: (e) => {
				s(e.target.value), l(0);
			},
			onKeyDown: g
		})]
	}), /* @__PURE__ */ (0, O.jsxs)("div", {
		ref: u,
		id: f,
		role: "listbox",
		"aria-label": e,
		"aria-multiselectable": a,
		className: "options",
		onPointerDown: (e) => e.preventDefault(),
		children: [p.map(([e, t]) => /* @__PURE__ */ (0, O.jsxs)("div", {
			role: "group",
			"aria-label": e || void 0,
			children: [e && /* @__PURE__ */ (0, O.jsx)("div", {
				className: "title",
				"aria-hidden": "true",
				children: e
			}), t.map(v)]
		}, e)), !m.length && /* @__PURE__ */ (0, O.jsx)("p", {
			className: "none",
			children: "Nothing is called that."
		})]
	})] });
}
// src/parts/Popup.jsx
var Wc = 4, Gc = 8;
function Kc(e, t) {
	let n = t.getBoundingClientRect(), { innerWidth: r, innerHeight: i } = window, a = i - n.bottom - Wc - Gc, o = n.top - Wc - Gc, s = a < Math.min(e.scrollHeight, 260) && o > a;
	e.style.maxHeight = `${Math.min(360, s ? o : a)}px`, e.style.minWidth = `${Math.min(n.width, r - 16)}px`, e.style.left = `${Math.max(Gc, Math.min(n.left, r - e.offsetWidth - Gc))}px`, e.style.top = s ? `${n.top - Wc - e.offsetHeight}px` : `${n.bottom + Wc}px`;
}
function qc({ anchor: e, onClose: t, children: n }) {
	let r = (0, _.useRef)(null);
	return (0, _.useLayoutEffect)(() => {
		r.current.showPopover?.(), Kc(r.current, e.current);
	}), (0, _.useEffect)(() => {
		let n = () => r.current && e.current && Kc(r.current, e.current), i = (n) => {
			let i = n.composedPath();
			!i.includes(r.current) && !i.includes(e.current) && t();
		};
		return window.addEventListener("scroll", n, !0), window.addEventListener("resize", n), document.addEventListener("pointerdown", i, !0), () => {
			window.removeEventListener("scroll", n, !0), window.removeEventListener("resize", n), document.removeEventListener("pointerdown", i, !0);
		};
	}, [t]), /* @__PURE__ */ (0, O.jsx)("div", {
		ref: r,
		popover: "manual",
		className: "popup",
		children: n
	});
}
// src/editors/Choices.jsx
var Jc = (e, t) => [...e.allowed, ...t.filter((t) => t !== "" && !e.allowed.includes(t))], Yc = (e, t) => e.includes(t) ? e.filter((e) => e !== t) : [...e, t];
function Xc({ field: e, text: t, label: n, disabled: r, onChange: i }) {
	return /* @__PURE__ */ (0, O.jsxs)("select", {
		className: "control choice",
		"aria-label": n,
		value: t,
		disabled: r,
		onChange: (e) => i(e.target.value),
		children: [t === "" && /* @__PURE__ */ (0, O.jsx)("option", {
			value: "",
			children: "choose"
		}), Jc(e, [t]).map((e) => /* @__PURE__ */ (0, O.jsx)("option", {
			value: e,
			children: e
		}, e))]
	});
}
function Zc({ field: e, list: t, label: n, disabled: r, onChange: i }) {
	return /* @__PURE__ */ (0, O.jsx)("span", {
		className: "chips",
		role: "group",
		"aria-label": n,
		children: Jc(e, t).map((e) => /* @__PURE__ */ (0, O.jsx)("button", {
			type: "button",
			className: "chip",
			"aria-pressed": t.includes(e),
			disabled: r,
			onClick: () => i(Yc(t, e)),
			children: e
		}, e))
	});
}
function Qc({ field: e, list: t, label: n, disabled: r, onChange: i }) {
	let [a, o] = (0, _.useState)(!1), s = (0, _.useRef)(null), c = (0, _.useCallback)(() => o(!1), []), l = (0, _.useMemo)(() => [["", Jc(e, t).map((e) => ({
		value: e,
		label: e
	}))]], [e, t]);
	return /* @__PURE__ */ (0, O.jsxs)(O.Fragment, { children: [/* @__PURE__ */ (0, O.jsxs)("button", {
		ref: s,
		type: "button",
		className: t.length ? "control picks" : "control picks unset",
		"aria-haspopup": "listbox",
		"aria-expanded": a,
		"aria-label": `${n}: ${t.join(", ") || "none"}`,
		disabled: r,
		onClick: () => o(!a),
		children: [
			/* @__PURE__ */ (0, O.jsx)("span", { children: t.join(", ") || "choose values" }),
			t.length > 1 && /* @__PURE__ */ (0, O.jsx)("em", { children: t.length }),
			/* @__PURE__ */ (0, O.jsx)(Pc, {})
		]
	}), a && /* @__PURE__ */ (0, O.jsx)(qc, {
		anchor: s,
		onClose: c,
		children: /* @__PURE__ */ (0, O.jsx)(Uc, {
			label: n,
			groups: l,
			isMultiple: !0,
			isChosen: (e) => t.includes(e),
			onChoose: (e) => i(Yc(t, e)),
			onLeave: () => {
				c(), s.current.focus();
			}
		})
	})] });
}
// src/editors/Inputs.jsx
function $c({ type: e, text: t, label: n, placeholder: r, isWrong: i = !1, disabled: a, onChange: o }) {
	return /* @__PURE__ */ (0, O.jsx)("input", {
		className: `control ${e}`,
		type: e,
		"aria-label": n,
		"aria-invalid": i || void 0,
		placeholder: r,
		autoComplete: "off",
		spellCheck: !1,
		value: t,
		disabled: a,
		onChange: (e) => o(e.target.value)
	});
}
function el({ text: e, unit: t, label: n, isDays: r = !1, disabled: i, onChange: a, placeholder: o = "0" }) {
	let s = e !== "" && (r ? ws(e) : x(e)) === null;
	return /* @__PURE__ */ (0, O.jsxs)("span", {
		className: s ? "control amount wrong" : "control amount",
		children: [/* @__PURE__ */ (0, O.jsx)("input", {
			inputMode: "decimal",
			"aria-label": t ? `${n} (${t})` : n,
			"aria-invalid": s || void 0,
			placeholder: o,
			autoComplete: "off",
			value: e,
			disabled: i,
			onChange: (e) => a(e.target.value)
		}), t && /* @__PURE__ */ (0, O.jsx)("span", {
			className: "unit",
			"aria-hidden": "true",
			children: t
		})]
	});
}
// src/editors/Share.jsx
function tl({ text: e, label: t, disabled: n, onChange: r }) {
	let i = e !== "" && Ss(e) === null;
	return /* @__PURE__ */ (0, O.jsxs)("span", {
		className: i ? "control amount percent wrong" : "control amount percent",
		children: [/* @__PURE__ */ (0, O.jsx)("input", {
			inputMode: "decimal",
			"aria-label": t,
			"aria-invalid": i || void 0,
			placeholder: "10",
			autoComplete: "off",
			value: e,
			disabled: n,
			onChange: (e) => r(e.target.value)
		}), /* @__PURE__ */ (0, O.jsx)("span", {
			className: "unit",
			"aria-hidden": "true",
			children: "%"
		})]
	});
}
function nl({ share: e, isSlice: t = !1, disabled: n, onChange: r }) {
	let i = (t) => r({
		...e,
		...t
	});
	return /* @__PURE__ */ (0, O.jsxs)("span", {
		className: "pair",
		children: [
			t && /* @__PURE__ */ (0, O.jsxs)(O.Fragment, { children: [/* @__PURE__ */ (0, O.jsx)(tl, {
				text: e.from,
				label: "Share from, percent",
				disabled: n,
				onChange: (e) => i({ from: e })
			}), /* @__PURE__ */ (0, O.jsx)("span", {
				className: "words",
				children: "and"
			})] }),
			/* @__PURE__ */ (0, O.jsx)(tl, {
				text: e.to,
				label: t ? "Share to, percent" : "Share, percent",
				disabled: n,
				onChange: (e) => i({ to: e })
			}),
			/* @__PURE__ */ (0, O.jsx)("span", {
				className: "words",
				children: "of the draw"
			}),
			/* @__PURE__ */ (0, O.jsx)($c, {
				type: "text",
				text: e.salt,
				label: "Name of the draw",
				placeholder: "name, such as spring",
				disabled: n,
				onChange: (e) => i({ salt: e })
			})
		]
	});
}
// src/editors/Tokens.jsx
function rl({ field: e, list: t, label: n, disabled: r, onChange: i }) {
	let [a, o] = (0, _.useState)(""), s = e.kind === "number" ? "number" : "string", c = (e) => {
		let n = e.map((e) => e.trim()).filter(Boolean);
		n.length && i([.../* @__PURE__ */ new Set([...t, ...n])]), o("");
	};
	return /* @__PURE__ */ (0, O.jsxs)("span", {
		className: "control tokens",
		children: [t.map((e) => /* @__PURE__ */ (0, O.jsxs)("span", {
			className: xs(s, e) === null ? "token wrong" : "token",
			children: [e, /* @__PURE__ */ (0, O.jsx)("button", {
				type: "button",
				"aria-label": `Remove ${e}`,
				disabled: r,
				onClick: () => i(t.filter((t) => t !== e)),
				children: /* @__PURE__ */ (0, O.jsx)(Ac, {})
			})]
		}, e)), /* @__PURE__ */ (0, O.jsx)("input", {
			"aria-label": `${n}, add with Enter`,
			placeholder: t.length ? "" : "type, then Enter",
			autoComplete: "off",
			spellCheck: !1,
			inputMode: s === "number" ? "decimal" : void 0,
			value: a,
			disabled: r,
			onChange: (e) => o(e.target.value),
			onKeyDown: (e) => {
				e.key === "Enter" || e.key === "," && s === "number" ? (e.preventDefault(), c([a])) : e.key === "Backspace" && a === "" && t.length && i(t.slice(0, -1));
			},
			onPaste: (e) => {
				let t = e.clipboardData.getData("text").split(/[\r\n\t]+/).filter((e) => e.trim());
				t.length < 2 || (e.preventDefault(), c(t));
			},
			onBlur: () => c([a])
		})]
	});
}
// src/editors/Value.jsx
var il = 6;
function al({ field: e, operator: t, text: n, label: r, disabled: i, onChange: a }) {
	if (e.allowed.length && !t.isText && e.kind !== "number") return /* @__PURE__ */ (0, O.jsx)(Xc, {
		field: e,
		text: n,
		label: r,
		disabled: i,
		onChange: a
	});
	if (e.kind === "number") return /* @__PURE__ */ (0, O.jsx)(el, {
		text: n,
		unit: e.unit,
		label: r,
		disabled: i,
		onChange: a
	});
	let o = e.kind === "date" ? "date" : "text", s = n !== "" && xs(e.kind, n) === null, c = e.kind === "timestamp" ? "2024-01-31T09:00Z" : "text";
	return /* @__PURE__ */ (0, O.jsx)($c, {
		type: o,
		text: n,
		label: r,
		placeholder: c,
		isWrong: s,
		disabled: i,
		onChange: a
	});
}
var ol = {
	none: () => null,
	one: ({ value: e, ...t }) => /* @__PURE__ */ (0, O.jsx)(al, {
		...t,
		text: Ts(e),
		label: `Value for ${t.field.title}`
	}),
	pair: ({ value: e, onChange: t, ...n }) => {
		let r = Es(e);
		return /* @__PURE__ */ (0, O.jsxs)("span", {
			className: "pair",
			children: [
				/* @__PURE__ */ (0, O.jsx)(al, {
					...n,
					text: r[0],
					label: `Lowest value for ${n.field.title}`,
					onChange: (e) => t([e, r[1]])
				}),
				/* @__PURE__ */ (0, O.jsx)("span", {
					className: "words",
					children: "and"
				}),
				/* @__PURE__ */ (0, O.jsx)(al, {
					...n,
					text: r[1],
					label: `Highest value for ${n.field.title}`,
					onChange: (e) => t([r[0], e])
				})
			]
		});
	},
	list: ({ value: e, field: t, ...n }) => {
		let r = t.allowed.length ? t.allowed.length <= il ? Zc : Qc : rl;
		return /* @__PURE__ */ (0, O.jsx)(r, {
			field: t,
			list: Ds(e),
			label: `Values for ${t.title}`,
			...n
		});
	},
	days: ({ value: e, field: t, ...n }) => /* @__PURE__ */ (0, O.jsx)(el, {
		text: Ts(e),
		unit: "days",
		label: `Days for ${t.title}`,
		isDays: !0,
		...n
	}),
	share: ({ value: e, ...t }) => /* @__PURE__ */ (0, O.jsx)(nl, {
		share: Os(e),
		...t
	}),
	slice: ({ value: e, ...t }) => /* @__PURE__ */ (0, O.jsx)(nl, {
		share: Os(e),
		isSlice: !0,
		...t
	})
};
function sl({ operator: e, ...t }) {
	let n = ol[e.shape];
	return /* @__PURE__ */ (0, O.jsx)(n, {
		operator: e,
		...t
	});
}
// src/problems.js
var cl = {
	number: "a number",
	date: "a day",
	timestamp: "a day or an instant",
	string: "a value",
	list: "a value"
}, ll = {
	days: "a whole number of days",
	share: "a name and a percentage",
	slice: "a name and two percentages, the smaller first"
};
function ul(e, t) {
	if (!e.field) return "Choose a field.";
	let n = t.get(e.field);
	if (!n) return `The field “${e.field}” is no longer there.`;
	let r = bc(n, e.operator);
	if (!r) return `${n.title}: choose a comparison.`;
	let i = ll[r.shape] ?? cl[n.kind], a = {
		pair: `both values (${i})`,
		list: "at least one value"
	}[r.shape] ?? i;
	return `${n.title}: enter ${a}.`;
}
// src/parts/FieldPicker.jsx
function dl({ name: e, field: t, disabled: n, onChange: r }) {
	let { fields: i } = (0, _.useContext)(wc), [a, o] = (0, _.useState)(!1), s = (0, _.useRef)(null), c = (0, _.useCallback)(() => o(!1), []), l = (0, _.useMemo)(() => i.groups().map(([e, t]) => [e, t.map((e) => ({
		value: e.name,
		label: e.title,
		hint: e.description,
		note: e.unit
	}))]), [i]);
	return /* @__PURE__ */ (0, O.jsxs)(O.Fragment, { children: [/* @__PURE__ */ (0, O.jsxs)("button", {
		ref: s,
		type: "button",
		className: t ? "control field" : "control field unset",
		"aria-haspopup": "listbox",
		"aria-expanded": a,
		"aria-label": t ? `Field: ${t.title}` : "Choose a field",
		title: t?.description || void 0,
		disabled: n,
		onClick: () => o(!a),
		children: [/* @__PURE__ */ (0, O.jsx)("span", { children: t?.title ?? (e || "Choose a field") }), /* @__PURE__ */ (0, O.jsx)(Pc, {})]
	}), a && /* @__PURE__ */ (0, O.jsx)(qc, {
		anchor: s,
		onClose: c,
		children: /* @__PURE__ */ (0, O.jsx)(Uc, {
			label: "Search fields",
			groups: l,
			isChosen: (t) => t === e,
			onChoose: (t) => {
				o(!1), t !== e && r(t), s.current.focus();
			},
			onLeave: () => {
				c(), s.current.focus();
			}
		})
	})] });
}
// src/parts/Rule.jsx
function fl({ rule: e, field: t }) {
	return /* @__PURE__ */ (0, O.jsx)("select", {
		className: "control operator",
		"aria-label": `Comparison for ${t.title}`,
		value: e.rule.operator,
		disabled: e.disabled,
		onChange: (t) => e.onChangeOperator(t.target.value),
		children: e.operators.map(({ name: e, label: t }) => /* @__PURE__ */ (0, O.jsx)("option", {
			value: e,
			children: t
		}, e))
	});
}
function pl(e) {
	let t = cs(e), { fields: n, incomplete: r } = (0, _.useContext)(wc), { id: i, field: a, operator: o, value: s } = t.rule, c = n.get(a), l = c && bc(c, o), u = r.has(i);
	return /* @__PURE__ */ (0, O.jsxs)("div", {
		className: "row",
		"data-testid": "rule",
		"data-path": t.path.join("."),
		children: [/* @__PURE__ */ (0, O.jsx)(Lc, { path: t.path }), /* @__PURE__ */ (0, O.jsxs)("div", {
			className: u ? "condition incomplete" : "condition",
			role: "group",
			"aria-label": c ? `Condition on ${c.title}` : "New condition",
			children: [
				/* @__PURE__ */ (0, O.jsx)(dl, {
					name: a,
					field: c,
					disabled: t.disabled,
					onChange: t.onChangeField
				}),
				c && /* @__PURE__ */ (0, O.jsx)(fl, {
					rule: t,
					field: c
				}),
				l && /* @__PURE__ */ (0, O.jsx)(sl, {
					field: c,
					operator: l,
					value: s,
					disabled: t.disabled,
					onChange: t.onChangeValue
				}),
				/* @__PURE__ */ (0, O.jsxs)("span", {
					className: "end",
					children: [u ? /* @__PURE__ */ (0, O.jsx)("span", {
						className: "todo",
						children: ul(t.rule, n)
					}) : /* @__PURE__ */ (0, O.jsx)(Dc, { id: i }), /* @__PURE__ */ (0, O.jsx)(Rc, {
						what: "condition",
						node: e,
						disabled: t.disabled,
						up: t.shiftRuleUp,
						down: t.shiftRuleDown,
						copy: t.cloneRule,
						remove: t.removeRule
					})]
				})
			]
		})]
	});
}
// src/useCounts.js
var ml = 30;
function hl({ counts: e, counted: t, state: n }) {
	let r = (0, _.useRef)(/* @__PURE__ */ new Map()), i = (0, _.useRef)(/* @__PURE__ */ new Map());
	r.current.delete(n.text), r.current.set(n.text, n.paths), r.current.size > ml && r.current.delete(r.current.keys().next().value);
	let a = (0, _.useMemo)(() => t ? vs(te(t)) : null, [t]), o = JSON.stringify(e);
	return (0, _.useMemo)(() => {
		let t = a !== null && e ? r.current.get(a) : null;
		return t && (i.current = new Map([...t].map(([t, n]) => [t, e[n]]).filter(([, e]) => e))), {
			of: (e) => i.current.get(e),
			isStale: a !== n.text
		};
	}, [
		o,
		a,
		n.text
	]);
}
// src/logic/toLogic.js
function gl(e, t) {
	let n = {
		paths: /* @__PURE__ */ new Map(),
		incomplete: []
	}, r = G(e, t, n.incomplete);
	return {
		...n,
		logic: r ? r("", n.paths) : null
	};
}
function G(e, t, n) {
	return e.rules ? vl(e, t, n) : _l(e, t, n);
}
function _l(e, t, n) {
	let r = Cc(e, t);
	return r === null ? (n.push(e.id), null) : (t, n) => (n.set(e.id, t), r);
}
function vl(e, t, n) {
	let r = e.rules.map((e) => G(e, t, n)).filter(Boolean);
	return r.length ? (t, n) => {
		n.set(e.id, t);
		let i = e.not ? `${t}/!` : t, a = r.length === 1 ? r[0](i, n) : { [e.combinator]: r.map((t, r) => t(`${i}/${e.combinator}/${r}`, n)) };
		return e.not ? { "!": a } : a;
	} : null;
}
// src/useDraft.js
var yl = 300, bl = /* @__PURE__ */ new Map();
function xl(e, t) {
	let n = bl.get(e.key);
	if (!n || n.revision !== e.revision) return null;
	let { logic: r } = gl(n.query, t);
	return (r === null ? null : ie(r)) === e.rule ? n.query : null;
}
function Sl(e, t, n) {
	let { logic: r, incomplete: i } = gl(e, t), a = i.map((n) => ul(Cl(e, n), t));
	return {
		rule: r === null ? null : ie(r),
		incomplete: i.length,
		advanced: !1,
		problems: a,
		revision: n
	};
}
var Cl = (e, t) => e.id === t ? e : (e.rules ?? []).map((e) => Cl(e, t)).find(Boolean);
function wl({ data: e, fields: t, initial: n, send: r }) {
	let i = (0, _.useMemo)(() => xl(e, t), []), [a, o] = (0, _.useState)(i ?? n), s = (0, _.useRef)({
		query: a,
		timer: null
	});
	Object.assign(s.current, {
		send: r,
		fields: t
	});
	let c = (0, _.useCallback)(() => {
		let { timer: t, query: n, fields: r, send: i } = s.current;
		t !== null && (clearTimeout(t), s.current.timer = null, i(Sl(n, r, e.revision)));
	}, [e.revision]), l = (0, _.useCallback)((t) => {
		o(t), bl.set(e.key, {
			revision: e.revision,
			query: t
		}), clearTimeout(s.current.timer), Object.assign(s.current, {
			query: t,
			timer: setTimeout(c, yl)
		});
	}, [
		e.key,
		e.revision,
		c
	]);
	return (0, _.useEffect)(() => (i && r(Sl(i, t, e.revision)), () => clearTimeout(s.current.timer)), []), (0, _.useEffect)(() => (document.addEventListener("pointerdown", c, !0), () => document.removeEventListener("pointerdown", c, !0)), [c]), {
		query: a,
		change: l,
		flush: c,
		state: (0, _.useMemo)(() => {
			let e = gl(a, t);
			return {
				...e,
				text: vs(e.logic)
			};
		}, [a, t])
	};
}
// src/Builder.jsx
var Tl = {
	rule: pl,
	ruleGroup: Vc
};
function El({ data: e, fields: t, initial: n, send: r }) {
	let { query: i, change: a, flush: o, state: s } = wl({
		data: e,
		fields: t,
		initial: n,
		send: r
	}), c = hl({
		counts: e.counts,
		counted: e.counted,
		state: s
	}), l = (0, _.useMemo)(() => t.list.map((e) => ({
		name: e.name,
		value: e.name,
		label: e.title
	})), [t]), u = (0, _.useMemo)(() => ({
		fields: t,
		counts: c,
		unit: e.unit,
		incomplete: new Set(s.incomplete)
	}), [
		t,
		c,
		e.unit,
		s
	]), d = (0, _.useCallback)((e) => t.get(e) ? xc(t.get(e)) : [], [t]), f = (0, _.useCallback)((e) => t.get(e) ? Sc(t.get(e)) : "", [t]);
	return /* @__PURE__ */ (0, O.jsx)(wc.Provider, {
		value: u,
		children: /* @__PURE__ */ (0, O.jsx)("div", {
			onBlur: o,
			onKeyDown: (e) => e.key === "Enter" && o(),
			children: /* @__PURE__ */ (0, O.jsx)(ds, {
				fields: l,
				query: i,
				onQueryChange: a,
				controlElements: Tl,
				getOperators: d,
				getDefaultField: () => "",
				getDefaultOperator: f,
				getDefaultValue: () => "",
				idGenerator: js,
				enableMountQueryChange: !1,
				autoSelectField: !1,
				addRuleToNewGroups: !0,
				resetOnFieldChange: !0,
				disabled: e.disabled,
				suppressStandardClassnames: !0
			})
		})
	});
}
// src/fields.js
var Dl = {
	integer: "number",
	number: "number",
	money: "number",
	string: "string",
	boolean: "boolean",
	date: "date",
	timestamp: "timestamp",
	"list[string]": "list"
}, Ol = ".*";
function kl(e) {
	let t = e.name.endsWith(Ol);
	return {
		...e,
		allowed: (e.allowed ?? []).map(String),
		kind: t ? "share" : Dl[e.type],
		prefix: t ? e.name.slice(0, -1) : null
	};
}
var Al = class {
	constructor(e) {
		this.list = e.map(kl).filter((e) => e.kind), this.byName = new Map(this.list.map((e) => [e.name, e]));
	}
	get(e) {
		return this.byName.get(e);
	}
	ofVariable(e) {
		let t = e.indexOf(".");
		return this.byName.get(e) ?? (t > 0 && t < e.length - 1 ? this.byName.get(`${e.slice(0, t)}${Ol}`) : void 0);
	}
	groups(e = () => !0) {
		let t = /* @__PURE__ */ new Map();
		for (let n of this.list.filter(e)) {
			let e = n.group || "Other";
			t.set(e, [...t.get(e) ?? [], n]);
		}
		return [...t];
	}
};
// src/logic/load.js
function jl(e, t) {
	try {
		let n = Ns(e, t), { logic: r, incomplete: i } = gl(n, t);
		return e === null || i.length === 0 && vs(r) === vs(e) ? { query: n } : { reason: "A value in it does not fit its field or has no visual form." };
	} catch (e) {
		if (e instanceof ks) return { reason: e.message };
		throw e;
	}
}
// src/App.jsx
function Ml({ data: e, send: t }) {
	let n = JSON.stringify(e.fields), r = (0, _.useMemo)(() => new Al(JSON.parse(n)), [n]), i = (0, _.useRef)(null), a = (0, _.useMemo)(() => jl(e.rule === null ? null : te(e.rule), r), [e.revision, r]);
	a.query && (i.current = e.revision);
	let o = i.current !== e.revision;
	return (0, _.useEffect)(() => {
		o && t({
			rule: e.rule,
			incomplete: 0,
			advanced: !0,
			problems: [a.reason],
			revision: e.revision
		});
	}, [
		o,
		e.revision,
		a.reason
	]), o ? /* @__PURE__ */ (0, O.jsx)(oe, {
		rule: e.rule,
		reason: a.reason,
		explanation: e.explanation
	}) : /* @__PURE__ */ (0, O.jsx)(El, {
		data: e,
		fields: r,
		initial: a.query,
		send: t
	}, e.revision);
}
// src/main.jsx
var Nl = /* @__PURE__ */ new WeakMap();
function Pl({ parentElement: e, data: t, setStateValue: n }) {
	let r = Nl.get(e);
	if (!r) {
		let t = document.createElement("div");
		t.className = "rb", e.appendChild(t), r = {
			host: t,
			react: (0, v.createRoot)(t)
		}, Nl.set(e, r);
	}
	return r.react.render(/* @__PURE__ */ (0, O.jsx)(Ml, {
		data: t,
		send: (e) => n("value", e)
	})), () => {
		r.react.unmount(), r.host.remove(), Nl.delete(e);
	};
}
export { Pl as default };
